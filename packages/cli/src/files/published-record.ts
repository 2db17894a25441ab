// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedAs } from '@jupyter-atrium/api';
import type { Source } from './source.ts';
import { writeDurably } from './write-durably.ts';

const TYPE = 'application/vnd.atrium.published.v1+json';

/** `.atrium/published.json`: what a folder, as `.`, and its notebooks, by name, were last published as. */
type PublishedRecord = { type: typeof TYPE; sources: Record<string, PublishedAs> };

const pathOf = ({ folder }: Source): string => join(folder, '.atrium', 'published.json');
const keyOf = ({ file }: Source): string => file ?? '.';

/** Reads what a source was last published as; null if never, or if the record is damaged. */
export function readPublished(source: Source): PublishedAs | null {
  const { sources } = readRecord(source);
  return Object.hasOwn(sources, keyOf(source)) ? (sources[keyOf(source)] ?? null) : null;
}

/** Remembers beside a source what it was published as. */
export function rememberPublished(source: Source, published: PublishedAs): void {
  const { sources } = readRecord(source);
  const record: PublishedRecord = { type: TYPE, sources: { ...sources, [keyOf(source)]: published } };
  writeDurably(pathOf(source), `${JSON.stringify(record, null, 2)}\n`);
  keepOutOfGit(join(source.folder, '.atrium'));
}

/** Keeps Atrium's own folder out of a person's repository. */
export function keepOutOfGit(folder: string): void {
  const path = join(folder, '.gitignore');
  if (!existsSync(path)) {
    writeDurably(path, '*\n');
  }
}

function readRecord(source: Source): PublishedRecord {
  try {
    const record = JSON.parse(readFileSync(pathOf(source), 'utf8')) as PublishedRecord;
    return record.type === TYPE && typeof record.sources === 'object' ? record : { type: TYPE, sources: {} };
  } catch {
    return { type: TYPE, sources: {} };
  }
}
