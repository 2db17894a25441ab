// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { FileNeeds } from '../code/needs.ts';
import { findSecrets } from './find-secrets.ts';
import { type WorkRule, toCheck } from './rule.ts';

/** Finds files that code reads by their names and that are not among those of the work. */
export const missingFile: WorkRule = (paths, { needs = [] }) => {
  const present = new Set(paths.flatMap(tails));
  return needs.flatMap(each => missingOf(each, present));
};

function missingOf({ path, files }: FileNeeds, present: ReadonlySet<string>): Check[] {
  const missing = new Map(files.filter(file => !present.has(tailOf(file.name))).map(file => [file.name, file]));
  return [...missing.values()].map(({ name, cell }) => {
    const named = findSecrets(name).length > 0 ? 'a file' : `“${name}”`;
    const check = toCheck({
      kind: 'missing-file',
      level: 'ask',
      path,
      cell: cell.index,
      place: 'source',
      message: `Cell ${cell.index + 1} reads ${named}, which is not among these files.`,
      because: 'Elsewhere that cell cannot run without it.',
      identity: name
    });
    return { ...check, cell };
  });
}

/**
 * All ends of a path: where code runs is not known for sure, so that a file is missing only if none of that name and
 * those folders is there.
 */
function tails(path: string): string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(index).join('/'));
}

/** What of a name can be compared with the ends of paths. */
function tailOf(name: string): string {
  return name.normalize('NFC').replace(/^(?:\.{1,2}\/)+/, '');
}
