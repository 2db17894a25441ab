// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { NotebookDiff } from '@jupyter-atrium/notebooks';
import { canonicalForm, diffLines, diffNotebooks, readNotebook } from '@jupyter-atrium/notebooks';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { problem, systemCode } from '../files/disk-error.ts';
import { notebookDiffLines } from './notebook-diff.ts';
import type { Paint } from './paint.ts';
import { lineWords, paintFor } from './paint.ts';

/** Shows what differs between two files. */
export async function diffFiles(
  { before, after, isJson }: { before: string; after: string; isJson: boolean },
  world: World
): Promise<number> {
  const [left, right] = [read(world, before), read(world, after)];
  const [a, b] = [readNotebook(left), readNotebook(right)];
  const paint = paintFor(world.isColoured === true);
  if (a.kind === 'notebook' && b.kind === 'notebook') {
    const forms = { before: canonicalForm(a.notebook), after: canonicalForm(b.notebook) };
    const difference: NotebookDiff = diffNotebooks(forms.before, forms.after);
    const lines = isJson ? [JSON.stringify(difference)] : notebookDiffLines(difference, forms, paint);
    lines.forEach(line => world.print(line));
    return EXIT.ok;
  }
  const rows = diffLines(textOf(left, before), textOf(right, after));
  const lines = isJson ? [JSON.stringify({ lines: rows })] : textLines(rows, paint);
  lines.forEach(line => world.print(line));
  return EXIT.ok;
}

function textLines(rows: ReturnType<typeof diffLines>, paint: Paint): string[] {
  return rows.some(({ state }) => state !== 'same') ? rows.map(row => lineWords(row, paint)) : ['No difference.'];
}

function read({ folder }: World, path: string): Buffer {
  try {
    return readFileSync(resolve(folder, path));
  } catch (error) {
    throw problem('file-unreadable', `${path} cannot be read (${systemCode(error) || 'unknown fault'}).`);
  }
}

function textOf(bytes: Buffer, path: string): string {
  if (bytes.includes(0)) {
    throw problem('bad-content', `${path} is no text.`);
  }
  return bytes.toString('utf8');
}
