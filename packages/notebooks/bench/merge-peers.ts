// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Other programs' merges, of many cases in one go. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './merge-corpus.ts';
import type { Result } from './merge-score.ts';

/** Merges with nbdime's defaults; time without start and reading, of a first run and of the best of three. */
const NBDIME = `
import json, sys, time, nbformat
from nbdime.merging.notebooks import merge_notebooks
rounds = int(sys.argv[1])
for folder in sys.argv[2:]:
    base, mine, theirs = (nbformat.read(folder + '/' + name, as_version=4) for name in ('base', 'mine', 'theirs'))
    times, text, shown, conflicts = [], None, '', 0
    for _ in range(rounds):
        start = time.process_time()
        try:
            merged, decisions = merge_notebooks(base, mine, theirs)
            text = json.dumps(merged)
            left = [decision for decision in decisions if decision.conflict]
            shown, conflicts = json.dumps(left, default=str), len(left)
        except Exception:
            text = None
        times.append((time.process_time() - start) * 1000)
    result = {'text': text, 'ms': times[0], 'warm': min(times), 'shown': shown, 'conflicts': conflicts}
    open(folder + '/result', 'w').write(json.dumps(result))
`;

/**
 * Merges cases with nbdime; null if this Python has none.
 *
 * @param rounds - how often; `warm` is the shortest time
 */
export function mergeByNbdime(
  python: string,
  cases: readonly Case[],
  rounds = 1
): (Result & { warm: number })[] | null {
  if (!canImport(python, 'nbdime')) {
    return null;
  }
  return inFolder(root => {
    const folders = cases.map((one, index) => {
      const folder = join(root, String(index));
      mkdirSync(folder);
      (['base', 'mine', 'theirs'] as const).forEach(name => writeFileSync(join(folder, name), one[name]));
      return folder;
    });
    run(python, ['-W', 'ignore', '-c', NBDIME, String(rounds), ...folders], root);
    return folders.map(folder => JSON.parse(readFileSync(join(folder, 'result'), 'utf8')) as Result & { warm: number });
  });
}

/** Merges cases with nbgitpuller, each a file of one repository; null if this Python has none. */
export function mergeByNbgitpuller(python: string, cases: readonly Case[]): Result[] | null {
  if (!canImport(python, 'nbgitpuller')) {
    return null;
  }
  return inFolder(root => {
    const [course, copy] = [join(root, 'course'), join(root, 'copy')];
    const write = (folder: string, side: 'base' | 'mine' | 'theirs'): void =>
      cases.forEach((one, index) => writeFileSync(join(folder, `${index}.ipynb`), one[side]));
    const git = (...args: string[]): string =>
      run('git', ['-c', 'user.name=A. Rivera', '-c', 'user.email=a.rivera@hub-a.example', ...args], course);
    const pull = (): string =>
      run(python, ['-c', 'import sys; from nbgitpuller.pull import main; main()', course, 'main', copy], root);
    mkdirSync(course);
    git('init', '-q', '-b', 'main');
    write(course, 'base');
    git('add', '-A');
    git('commit', '-q', '-m', 'One');
    pull();
    write(copy, 'mine');
    write(course, 'theirs');
    git('commit', '-q', '-a', '-m', 'Two');
    pull();
    return cases.map((_, index) => ({
      text: readFileSync(join(copy, `${index}.ipynb`), 'utf8'),
      ms: NaN,
      shown: '',
      conflicts: 0
    }));
  });
}

function canImport(python: string, name: string): boolean {
  return spawnSync(python, ['-c', `import ${name}`]).status === 0;
}

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 100_000_000 });
  if (status !== 0) {
    throw new Error(`${command}: ${stdout}${stderr}`);
  }
  return stdout;
}

function inFolder<T>(act: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'atrium-merge-'));
  try {
    return act(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}
