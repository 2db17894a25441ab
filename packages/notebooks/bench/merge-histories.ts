// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Revisions that instructors really made, out of git repositories on this machine. */
import { spawnSync } from 'node:child_process';
import type { Notebook } from '../src/notebook/notebook.ts';
import { readNotebook } from '../src/notebook/read.ts';

/** Two releases of one notebook. */
export type Revision = { base: Notebook; theirs: Notebook };

const MOST_BYTES = 2_000_000;

/**
 * Finds changes of notebooks, evenly over a repository's history.
 *
 * @param repository - its git directory
 */
export function revisionsOf(repository: string, count: number): Revision[] {
  const log = git(repository, [
    'log',
    '--format=',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--diff-filter=M',
    '--no-merges',
    '--',
    '*.ipynb'
  ]);
  const pairs = log.split('\n').flatMap(line => {
    const [, , before, after] = line.split(/\s/);
    return before && after ? [[before, after] as const] : [];
  });
  const step = Math.max(1, pairs.length / (2 * count));
  const found: Revision[] = [];
  for (let at = 0; at < pairs.length && found.length < count; at += step) {
    const [base, theirs] = (pairs[Math.floor(at)] ?? []).map(blob => notebookOf(repository, blob));
    if (base && theirs) {
      found.push({ base, theirs });
    }
  }
  return found;
}

function notebookOf(repository: string, blob: string): Notebook | null {
  const text = git(repository, ['cat-file', 'blob', blob]);
  const reading = text.length > MOST_BYTES ? null : readNotebook(text);
  return reading?.kind === 'notebook' && !reading.isUpgraded && reading.notebook.cells.length > 3
    ? reading.notebook
    : null;
}

function git(repository: string, args: readonly string[]): string {
  const { stdout } = spawnSync('git', ['--git-dir', repository, ...args], { encoding: 'utf8', maxBuffer: 500_000_000 });
  return stdout;
}
