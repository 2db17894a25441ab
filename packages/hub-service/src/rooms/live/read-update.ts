// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BytesReader, MalformedError, isForbiddenName } from './bytes-reader.ts';

/** One writer's new content in an update: from `clock` up to, not including, `end`. */
export type Written = { client: number; clock: number; end: number };

/** A place in the history: the `clock`th piece of a writer. */
type Place = { client: number; clock: number };

/** What an update says, as far as it can be judged without applying it. */
export type UpdateFacts = {
  written: readonly Written[];
  /** Where it refers to, and what it deletes: each must be known, or be written by the update itself. */
  needs: readonly Place[];
};

const GC = 0;
const SKIP = 10;
const CONTENT = { deleted: 1, text: 4, type: 7, any: 8 } as const;
/** Of `Y.Array`, `Y.Map` and `Y.Text`. */
const KNOWN_TYPES: ReadonlySet<number> = new Set([0, 1, 2]);
const KIND = 31;
const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;
const HAS_KEY = 32;

/**
 * Reads a Yjs update (V1) without applying it, in time and memory bounded by its length.
 *
 * @throws MalformedError for what is no update, and for content that a notebook does not have
 * @see https://github.com/yjs/yjs/blob/v13.6.33/src/utils/encoding.js
 */
export function readUpdate(bytes: Uint8Array): UpdateFacts {
  const reader = new BytesReader(bytes);
  const written: Written[] = [];
  const needs: Place[] = [];
  for (let writers = reader.count(3); writers > 0; writers--) {
    written.push(readWriter(reader, needs));
  }
  readDeletions(reader, needs);
  if (reader.left > 0) {
    throw new MalformedError('Something follows its end.');
  }
  return { written, needs };
}

function readWriter(reader: BytesReader, needs: Place[]): Written {
  const pieces = reader.count(2);
  const client = reader.number();
  const clock = reader.number();
  let end = clock;
  for (let left = pieces; left > 0; left--) {
    end += readPiece(reader, needs);
  }
  return { client, clock, end };
}

/** @returns how many clocks it takes */
function readPiece(reader: BytesReader, needs: Place[]): number {
  const info = reader.byte();
  if (info === SKIP) {
    throw new MalformedError('Something before it is missing.');
  }
  if ((info & KIND) === GC) {
    return reader.number();
  }
  if (info & HAS_ORIGIN) {
    needs.push(readPlace(reader));
  }
  if (info & HAS_RIGHT_ORIGIN) {
    needs.push(readPlace(reader));
  }
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    readParent(reader, (info & HAS_KEY) !== 0, needs);
  }
  return readContent(reader, info & KIND);
}

function readParent(reader: BytesReader, hasKey: boolean, needs: Place[]): void {
  if (reader.number() === 1) {
    reader.bytes();
  } else {
    needs.push(readPlace(reader));
  }
  if (hasKey && isForbiddenName(reader.text())) {
    throw new MalformedError('A name is not allowed.');
  }
}

function readContent(reader: BytesReader, kind: number): number {
  switch (kind) {
    case CONTENT.deleted:
      return reader.number();
    case CONTENT.text:
      // Yjs counts UTF-16 units.
      return reader.text().length;
    case CONTENT.type:
      if (!KNOWN_TYPES.has(reader.number())) {
        throw new MalformedError('It has a type that notebooks do not have.');
      }
      return 1;
    case CONTENT.any: {
      const values = reader.count();
      for (let left = values; left > 0; left--) {
        reader.skipAny();
      }
      return values;
    }
    default:
      throw new MalformedError('It has content that notebooks do not have.');
  }
}

function readDeletions(reader: BytesReader, needs: Place[]): void {
  for (let writers = reader.count(2); writers > 0; writers--) {
    const client = reader.number();
    for (let ranges = reader.count(2); ranges > 0; ranges--) {
      const clock = reader.number();
      const length = reader.number();
      if (length > 0) {
        needs.push({ client, clock: clock + length - 1 });
      }
    }
  }
}

function readPlace(reader: BytesReader): Place {
  return { client: reader.number(), clock: reader.number() };
}

/**
 * Checks a Yjs state vector.
 *
 * @throws MalformedError
 */
export function checkStateVector(bytes: Uint8Array): void {
  const reader = new BytesReader(bytes);
  for (let writers = reader.count(2); writers > 0; writers--) {
    readPlace(reader);
  }
  if (reader.left > 0) {
    throw new MalformedError('Something follows its end.');
  }
}
