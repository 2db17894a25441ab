// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Frame } from '@jupyter-atrium/api';
import { ENCODING, FRAME_HEADER_BYTES, readFrames } from '@jupyter-atrium/api';
import type { IChunkStore, Location, RecipePart } from './chunk-store.ts';
import { inflate } from './inflate.ts';
import { hexOf } from './pack.ts';
import { type IPacks, PackMissingError } from './packs.ts';
import { releaseMemory } from './release-memory.ts';

/** Bytes between two frames worth reading along, to spare a call. */
const GAP = 64 * 1024;

/** Frames read at once. */
const WINDOW_BYTES = 1024 * 1024;

/** Content that is not there or not what it should be: the scrub repairs the records, people publish again. */
export class BrokenContentError extends Error {
  override name = 'BrokenContentError';
}

/** Reads frames and files from packs. */
export class ContentReader {
  private readonly _packs: IPacks;

  constructor(packs: IPacks) {
    this._packs = packs;
  }

  /**
   * Reads frames as packs hold them.
   *
   * @returns the frames in the order asked for, one after another
   * @throws PackMissingError (see packs.ts) if the collector moved one since it was located
   */
  async frames(locations: readonly Location[]): Promise<Uint8Array> {
    const starts: number[] = [];
    let length = 0;
    for (const { stored } of locations) {
      starts.push(length);
      length += FRAME_HEADER_BYTES + stored;
    }
    const bytes = new Uint8Array(length);
    await Promise.all(
      spans(locations).map(async ({ pack, from, to, members }) => {
        const [first = 0] = members;
        const start = starts[first] ?? 0;
        if (isAsAsked({ from, to, members }, locations)) {
          await this._packs.read(pack, from, bytes.subarray(start, start + to - from));
          return;
        }
        const read = await this._packs.read(pack, from, new Uint8Array(to - from));
        for (const index of members) {
          const { offset, stored } = locations[index] as Location;
          const at = offset - FRAME_HEADER_BYTES - from;
          bytes.set(read.subarray(at, at + FRAME_HEADER_BYTES + stored), starts[index]);
        }
        releaseMemory(read);
      })
    );
    return bytes;
  }

  /**
   * Reads a file or part of it, one chunk after another, each verified.
   *
   * @param chunks - the store in which the file's recipe stands
   * @param from - the first byte wanted; `to` is the one after the last
   * @throws BrokenContentError
   */
  async *file(chunks: IChunkStore, file: number, from: number, to: number): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const page of chunks.recipes([file])) {
      const wanted: { part: RecipePart; at: number }[] = [];
      for (const part of page) {
        if (at < to && at + part.size > from) {
          wanted.push({ part, at });
        }
        at += part.size;
      }
      for (const window of windows(wanted)) {
        const frames = await this._framesOf(
          chunks,
          window.map(({ part }) => part)
        );
        yield* pieces(window, frames, from, to);
      }
      if (at >= to) {
        return;
      }
    }
  }

  private async _framesOf(chunks: IChunkStore, parts: readonly RecipePart[]): Promise<Uint8Array> {
    try {
      return await this.frames(parts.map(located));
    } catch (error) {
      if (!(error instanceof PackMissingError)) {
        throw error;
      }
      // The collector may have moved them since the recipe was read.
      const found = await chunks.locate(parts.map(part => part.hash));
      return this.frames(parts.map(part => located({ ...part, ...(found.get(hexOf(part.hash)) ?? { pack: null }) })));
    }
  }
}

function* pieces(
  window: readonly { part: RecipePart; at: number }[],
  frames: Uint8Array,
  from: number,
  to: number
): Generator<Uint8Array> {
  let index = 0;
  // Frames describe themselves: one that was moved meanwhile may be stored in another way.
  for (const frame of readFrames(frames)) {
    const { part, at } = window[index++] as { part: RecipePart; at: number };
    yield decode(part.hash, frame).subarray(Math.max(0, from - at), Math.min(part.size, to - at));
  }
}

/** Says where a chunk lies. @throws BrokenContentError for one that was lost */
export function located(part: RecipePart): Location {
  if (part.pack === null) {
    throw new BrokenContentError(`Chunk ${hexOf(part.hash)} was lost.`);
  }
  return { ...part, pack: part.pack };
}

function decode(expected: Uint8Array, { encoding, payload }: Frame): Uint8Array {
  const raw = encoding === ENCODING.raw ? payload : inflated(payload);
  if (raw && hash('sha256', raw, 'buffer').equals(expected)) {
    return raw;
  }
  throw new BrokenContentError(`Chunk ${hexOf(expected)} is broken.`);
}

function inflated(payload: Uint8Array): Uint8Array | null {
  try {
    return inflate(payload);
  } catch {
    return null;
  }
}

function* windows<T extends { part: RecipePart }>(wanted: readonly T[]): Generator<T[]> {
  let window: T[] = [];
  let bytes = 0;
  for (const each of wanted) {
    if (bytes >= WINDOW_BYTES) {
      yield window;
      window = [];
      bytes = 0;
    }
    window.push(each);
    bytes += each.part.stored;
  }
  if (window.length > 0) {
    yield window;
  }
}

type Span = { pack: string; from: number; to: number; members: number[] };

/** Whether frames lie as they are asked for, one after another with nothing between. */
function isAsAsked({ from, to, members }: Omit<Span, 'pack'>, locations: readonly Location[]): boolean {
  let at = from;
  return (
    members.every((index, position) => {
      const { offset, stored } = locations[index] as Location;
      const isNext = index === (members[0] ?? 0) + position && offset - FRAME_HEADER_BYTES === at;
      at = offset + stored;
      return isNext;
    }) && at === to
  );
}

/** Joins neighbouring frames, so that a pack is read in few calls. */
function spans(locations: readonly Location[]): Span[] {
  const order = [...locations.keys()].sort((a, b) => {
    const [x, y] = [locations[a] as Location, locations[b] as Location];
    return x.pack < y.pack ? -1 : x.pack > y.pack ? 1 : x.offset - y.offset;
  });
  const found: Span[] = [];
  for (const index of order) {
    const { pack, offset, stored } = locations[index] as Location;
    const last = found.at(-1);
    if (last && last.pack === pack && offset - FRAME_HEADER_BYTES - last.to <= GAP) {
      last.to = Math.max(last.to, offset + stored);
      last.members.push(index);
    } else {
      found.push({ pack, from: offset - FRAME_HEADER_BYTES, to: offset + stored, members: [index] });
    }
  }
  return found;
}
