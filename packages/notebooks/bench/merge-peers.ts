// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Other programs' merges, of many cases in one go. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case } from './merge-corpus.ts';

/** A peer's merged file, null if it failed, and its processor time in ms. */
export type PeerResult = { readonly text: string | null; readonly ms: number };

/** Merges with nbdime's defaults; time without start and reading. */
const NBDIME = `
import json, sys, time, nbformat
from nbdime.merging.notebooks import merge_notebooks
for folder in sys.argv[1:]:
    base, mine, theirs = (nbformat.read(folder + '/' + name, as_version=4) for name in ('base', 'mine', 'theirs'))
    start = time.process_time()
    try:
        merged, _ = merge_notebooks(base, mine, theirs)
        ms = (time.process_time() - start) * 1000
        text = json.dumps(merged)
    except Exception:
        ms, text = (time.process_time() - start) * 1000, None
    open(folder + '/result', 'w').write(json.dumps({'text': text, 'ms': ms}))
`;

/**
 * Merges cases with nbdime.
 *
 * @param python - an interpreter that has nbdime
 */
export function mergeByNbdime(python: string, cases: readonly Case[]): PeerResult[] {
  return withFolders(cases, folders => {
    const { status, stderr } = spawnSync(python, ['-c', NBDIME, ...folders], { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`nbdime: ${stderr}`);
    }
    return folders.map(folder => JSON.parse(readFileSync(join(folder, 'result'), 'utf8')) as PeerResult);
  });
}

/** Merges cases as nbgitpuller does, by git's `-X ours` on the files' lines. */
export function mergeByGit(cases: readonly Case[]): PeerResult[] {
  return withFolders(cases, folders =>
    folders.map(folder => {
      const { stdout, status } = spawnSync('git', ['merge-file', '--ours', '-p', 'mine', 'base', 'theirs'], {
        cwd: folder,
        encoding: 'utf8',
        maxBuffer: 100_000_000
      });
      return { text: status === 0 ? stdout : null, ms: NaN };
    })
  );
}

function withFolders<T>(cases: readonly Case[], act: (folders: string[]) => T): T {
  const folders = cases.map(({ base, mine, theirs }) => {
    const folder = mkdtempSync(join(tmpdir(), 'atrium-merge-'));
    Object.entries({ base, mine, theirs }).forEach(([name, text]) => writeFileSync(join(folder, name), text));
    return folder;
  });
  try {
    return act(folders);
  } finally {
    folders.forEach(folder => rmSync(folder, { recursive: true }));
  }
}
