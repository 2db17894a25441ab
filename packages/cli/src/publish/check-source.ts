// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { resolve } from 'node:path';
import type { Scan } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { findSource } from '../files/source.ts';
import { scanSource } from '../scan/scan.ts';
import { foldersOf } from '../settings/folders.ts';
import { watch } from '../terminal/progress.ts';
import { countWords, sizeWords } from '../terminal/words.ts';
import { findingLine } from './findings.ts';

/** What a person wants checked. */
export type CheckOptions = { path: string; withOutputs: boolean; leaveOut: readonly string[]; isJson: boolean };

/** Says what would be published of a source, and what the checks find. */
export async function checkSource(options: CheckOptions, world: World): Promise<number> {
  const { path, withOutputs, leaveOut, isJson } = options;
  const watched = watch(world);
  const source = findSource(resolve(world.folder, path), path);
  const cache = foldersOf(world.env).cache;
  const { scan } = await scanSource(source, { ...watched, withOutputs, leaveOut, cache, now: world.now });
  watched.end();
  (isJson ? [JSON.stringify(scan)] : linesOf(scan)).forEach(world.print);
  return scan.checks.some(check => check.level !== 'note') ? EXIT.decision : EXIT.ok;
}

function linesOf({ card, files, bytes, leftOut, checks, needs }: Scan): string[] {
  return [
    `${card.title}: ${countWords(files.length, 'file')}, ${sizeWords(bytes)}`,
    ...(needs.packages.length > 0 ? [`Needs ${needs.packages.join(', ')}`] : []),
    ...(leftOut.length > 0 ? ['Left out:'] : []),
    ...leftOut.map(({ path, reason, files: count }) => `  ${path} (${reason}, ${countWords(count, 'file')})`),
    checks.length > 0 ? 'Found:' : 'Nothing to decide.',
    ...checks.map(findingLine)
  ];
}
