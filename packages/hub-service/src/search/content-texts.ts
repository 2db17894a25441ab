// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { extractPassages, readFile } from '@jupyter-atrium/notebooks';
import type { IChunkStore } from '../content/chunk-store.ts';
import { PackMissingError } from '../content/packs.ts';
import { BrokenContentError, type ContentReader } from '../content/reader.ts';
import type { TextFile } from './documents.ts';
import { FIELDS } from './fields.ts';
import type { ITextReader } from './indexer.ts';
import type { Segment } from './passages.ts';
import type { Reading } from './reading.ts';

/** A file whose text cannot be searched, and why. */
export type Unreadable = { readonly digest: string; readonly path: string; readonly reason: string };

/** Reads the text of files from content. */
export class ContentTexts implements ITextReader {
  /** What could not be read since this was last emptied. */
  readonly unreadable: Unreadable[] = [];
  /** Digests of files that ended a thread before. */
  readonly skipped = new Set<string>();
  private readonly _reader: ContentReader;
  private readonly _chunks: IChunkStore;
  private readonly _reading: Reading;

  constructor(reader: ContentReader, chunks: IChunkStore, reading: Reading) {
    this._reader = reader;
    this._chunks = chunks;
    this._reading = reading;
  }

  async segments(file: TextFile): Promise<readonly Segment[]> {
    if (this.skipped.has(file.digest) || file.size > LIMITS.notebookBytes) {
      return this._refuse(file, 'It takes too much to read.');
    }
    try {
      const bytes = await this._bytes(file).catch((error: Error) => {
        // The collector may have moved it since it was located.
        if (error instanceof PackMissingError) {
          return this._bytes(file);
        }
        throw error;
      });
      return this._reading.during(file.digest, () => segmentsOf(file.path, bytes));
    } catch (error) {
      if (error instanceof BrokenContentError || error instanceof PackMissingError) {
        return this._refuse(file, error.message);
      }
      throw error;
    }
  }

  private _refuse({ digest, path }: TextFile, reason: string): [] {
    this.unreadable.push({ digest, path, reason });
    return [];
  }

  private async _bytes({ file, size }: TextFile): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    for await (const part of this._reader.file(this._chunks, file, 0, size)) {
      parts.push(part);
    }
    return Buffer.concat(parts);
  }
}

function segmentsOf(path: string, bytes: Uint8Array): Segment[] {
  return extractPassages(readFile(path, bytes)).flatMap(passage =>
    FIELDS.map(field => ({ field, text: passage[field] })).filter(({ text }) => text !== '')
  );
}
