// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FileEntry, Scan } from '@jupyter-atrium/api';
import { mediaTypeOf } from '@jupyter-atrium/api';
import { digestOfFiles } from '@jupyter-atrium/client';
import type { FileFacts } from '@jupyter-atrium/notebooks';
import { checkFile, checkWork, fileFacts, prefill, sortChecks } from '@jupyter-atrium/notebooks';
import { madeFrom } from '../copies/made-from.ts';
import { problem } from '../files/disk-error.ts';
import { readPublished } from '../files/published-record.ts';
import type { Source } from '../files/source.ts';
import { nodeCodec } from '../node-codec.ts';
import { diskChecks } from './disk-checks.ts';
import type { IReadOptions, Prepared } from './prepare-all.ts';
import { prepareAll } from './prepare-all.ts';
import type { PreparedContent, PreparedFile } from './prepare-file.ts';

/** Looks at a source: all that the publishing panel shows, and the files themselves. */
export async function scanSource(source: Source, options: IReadOptions): Promise<{ scan: Scan; prepared: Prepared }> {
  const looks = new Looks(source, options.withOutputs);
  const prepared = await prepareAll(source, options, content => looks.at(content));
  demandFiles(source, prepared);
  const files = prepared.files.map(entryOf);
  const filled = prefill(source.name, looks.published);
  const checks = [
    ...checkWork(files.map(file => file.path)),
    ...prepared.files.flatMap(({ file }) => diskChecks(file)),
    ...looks.checks
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
    outputs: looks.outputs,
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

/** Gathers what is small from the inside of files. */
class Looks {
  readonly published: FileFacts[] = [];
  readonly checks: Check[] = [];
  /** Of the files as they are, so that a person knows what leaving outputs out would leave out. */
  readonly outputs = { figures: 0, tables: 0, others: 0 };
  private readonly _folder: string;
  private readonly _withOutputs: boolean;

  constructor(source: Source, withOutputs: boolean) {
    this._folder = source.folder;
    this._withOutputs = withOutputs;
  }

  at({ original, published }: PreparedContent): void {
    const facts = fileFacts(published);
    const { outputs } = original === published ? facts : fileFacts(original);
    this.published.push(facts);
    this.outputs.figures += outputs.figures;
    this.outputs.tables += outputs.tables;
    this.outputs.others += outputs.others;
    // With outputs, only marks of trust differ: they are noted, though they are taken off.
    this.checks.push(...checkFile(this._withOutputs ? original : published, { folder: this._folder }));
  }
}
