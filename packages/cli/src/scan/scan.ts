// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry, Scan } from '@jupyter-atrium/api';
import { mediaTypeOf } from '@jupyter-atrium/api';
import { digestOfFiles } from '@jupyter-atrium/client';
import { checkWork, prefill, sortChecks } from '@jupyter-atrium/notebooks';
import { madeFrom } from '../copies/made-from.ts';
import { problem } from '../files/disk-error.ts';
import { readPublished } from '../files/published-record.ts';
import type { Source } from '../files/source.ts';
import { nodeCodec } from '../node-codec.ts';
import { diskChecks } from './disk-checks.ts';
import type { FileLook } from './file-look.ts';
import { Inspector } from './file-look.ts';
import type { IReadOptions, Prepared } from './prepare-all.ts';
import { prepareAll } from './prepare-all.ts';
import type { PreparedFile } from './prepare-file.ts';

/** Looks at a source: all that the publishing panel shows, and the files themselves. */
export async function scanSource(source: Source, options: IReadOptions): Promise<{ scan: Scan; prepared: Prepared }> {
  const prepared = await prepareAll(source, options, new Inspector(source, options.withOutputs));
  demandFiles(source, prepared);
  const files = prepared.files.map(entryOf);
  const looks = prepared.files.flatMap(({ look }) => look ?? []);
  const facts = looks.map(look => look.facts);
  const filled = prefill(source.name, facts);
  const checks = [
    ...checkWork(
      files.map(file => file.path),
      { needs: facts.map(({ needs }) => needs) }
    ),
    ...prepared.files.flatMap(({ file }) => diskChecks(file)),
    ...looks.flatMap(look => look.checks)
  ];
  const scan: Scan = {
    source: source.shown,
    isFolder: source.file === null,
    files,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    filesDigest: await digestOfFiles(files, nodeCodec),
    leftOut: prepared.leftOut,
    card: filled.card,
    from: filled.from,
    needs: filled.needs,
    figures: [...filled.figures],
    outputs: sumOutputs(looks),
    checks: sortChecks(checks),
    published: readPublished(source),
    madeFrom: madeFrom(source.folder)
  };
  return { scan, prepared };
}

/** Answers the row of the file table for a file. */
export function entryOf({ file, cut }: PreparedFile): FileEntry {
  return { path: file.path, digest: cut.digest, size: cut.size, mediaType: mediaTypeOf(file.path) };
}

/**
 * Refuses a source without a single file.
 *
 * @throws AtriumError `nothing-to-publish`
 */
export function demandFiles(source: Source, { files, leftOut }: Prepared): void {
  if (files.length === 0) {
    const why = leftOut.length > 0 ? `everything in it is left out (${leftOut[0]?.path ?? ''} …)` : 'it is empty';
    throw problem('nothing-to-publish', `There is nothing to publish in ${source.name}: ${why}.`);
  }
}

function sumOutputs(looks: readonly FileLook[]): Scan['outputs'] {
  const sum = { figures: 0, tables: 0, others: 0 };
  for (const { outputs } of looks) {
    sum.figures += outputs.figures;
    sum.tables += outputs.tables;
    sum.others += outputs.others;
  }
  return sum;
}
