// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the content thread does: decoding, hashing and compressing, without files or records. */
import type { Hash } from 'node:crypto';
import { createHash, hash as digest } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { Frame } from '@jupyter-atrium/api';
import { BadFramesError, ENCODING, FRAME_HEADER_BYTES, frameHeader, readFrames } from '@jupyter-atrium/api';
import type { Handed } from '../threads/remote.ts';
import type { Pack, PackedChunk } from './pack.ts';
import { PACK_MAGIC, hexOf } from './pack.ts';
import { inflate } from './inflate.ts';
import { releaseMemory } from './release-memory.ts';

/** A raw chunk is stored compressed only if that saves at least this part of it. */
const WORTHWHILE = 0.97;
const BROKEN = new Uint8Array(1);
const ZSTD_LEVEL_1 = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** What came of one batch: its chunks in order, or why it is refused. */
export type BatchResult = { chunks: { hash: Uint8Array; size: number }[] } | { refusal: string };

/** The calls of the content thread; each thread has running hashes of its own. */
export type ContentCalls = ReturnType<typeof contentCalls>;

export function contentCalls() {
  return { ...packing, ...hashing() };
}

const packing = {
  /**
   * Verifies batches of frames and packs what is not held yet.
   *
   * @param held - hashes in hex that need no place in the pack
   */
  pack: (argument: {
    batches: Uint8Array[];
    held: string[];
  }): Handed<{ pack: Pack | null; results: BatchResult[] }> => {
    const packer = new Packer(argument.held);
    const results = argument.batches.map(batch => takeBatch(batch, packer));
    return handOver(packer, results, argument.batches);
  },

  /** Packs frames anew; leaves out those whose content is not what their hash says. */
  repack: ({ frames }: { frames: Uint8Array }): Handed<{ pack: Pack | null; results: string[] }> => {
    const packer = new Packer([]);
    const bad: string[] = [];
    for (const frame of readableFrames(frames)) {
      const raw = decode(frame);
      if (raw) {
        packer.add(frame, raw);
        release(frame, raw);
      } else {
        bad.push(hexOf(frame.hash));
      }
    }
    return handOver(packer, bad, [frames]);
  },

  /** Lists the chunks of a pack's frames by what they are: sound or broken. */
  check: ({ frames }: { frames: Uint8Array }): Handed<{ sound: PackedChunk[]; broken: string[] }> => {
    const sound: PackedChunk[] = [];
    const broken: string[] = [];
    for (const frame of readableFrames(frames)) {
      const raw = decode(frame);
      if (raw) {
        sound.push(chunkOf(frame, raw.length, frame.offset));
        release(frame, raw);
      } else {
        broken.push(hexOf(frame.hash));
      }
    }
    releaseMemory(frames);
    return { value: { sound, broken } };
  }
};

function hashing() {
  const running = new Map<number, Hash>();
  return {
    /**
     * Hashes files given as a stream of frames.
     *
     * @param job - names the stream; a file may go on in its next part
     * @param ends - numbers of frames of this part after which a file ends, ascending; 0: before the first
     * @returns the digests of the files that ended, in order; a frame that cannot be decoded spoils its file's
     */
    hash: ({ job, frames, ends }: { job: number; frames: Uint8Array; ends: number[] }): Handed<string[]> => {
      const digests: string[] = [];
      let hash = running.get(job) ?? createHash('sha256');
      let count = 0;
      const finish = (): void => {
        while (ends[digests.length] === count) {
          digests.push(`sha256:${hash.digest('hex')}`);
          hash = createHash('sha256');
        }
      };
      finish();
      for (const frame of readFrames(frames)) {
        const raw = decodeUnchecked(frame) ?? BROKEN;
        hash.update(raw);
        release(frame, raw);
        count += 1;
        finish();
      }
      running.set(job, hash);
      releaseMemory(frames);
      return { value: digests };
    },

    /** Forgets a stream. */
    forget: ({ job }: { job: number }): Handed<null> => {
      running.delete(job);
      return { value: null };
    }
  };
}

/** Frames up to the first whose header is broken: where the next begins is then unknown. */
function* readableFrames(bytes: Uint8Array): Generator<Frame> {
  try {
    yield* readFrames(bytes);
  } catch (error) {
    if (!(error instanceof BadFramesError)) {
      throw error;
    }
  }
}

/** Gives back what decoding made; a raw frame's content is part of the frames. */
function release(frame: Frame, raw: Uint8Array): void {
  if (raw.buffer !== frame.payload.buffer && raw !== BROKEN) {
    releaseMemory(raw);
  }
}

function takeBatch(batch: Uint8Array, packer: Packer): BatchResult {
  const chunks: { hash: Uint8Array; size: number }[] = [];
  const taken: [Frame, Uint8Array][] = [];
  try {
    for (const frame of readFrames(batch)) {
      const raw = decode(frame);
      if (!raw) {
        return { refusal: `Chunk ${hexOf(frame.hash)} is not what its hash says. Send it again.` };
      }
      taken.push([frame, raw]);
      chunks.push({ hash: frame.hash.slice(), size: raw.length });
    }
  } catch (error) {
    if (error instanceof BadFramesError) {
      return { refusal: error.message };
    }
    throw error;
  }
  // Only a batch that is right as a whole leaves anything behind.
  for (const [frame, raw] of taken) {
    packer.add(frame, raw);
    release(frame, raw);
  }
  return { chunks };
}

/** Gathers frames into a pack; each chunk once. */
class Packer {
  private readonly _seen: Set<string>;
  private readonly _parts: Uint8Array[] = [PACK_MAGIC];
  private readonly _chunks: PackedChunk[] = [];
  private _length: number = PACK_MAGIC.length;

  constructor(held: readonly string[]) {
    this._seen = new Set(held);
  }

  add(frame: Frame, raw: Uint8Array): void {
    const key = hexOf(frame.hash);
    if (this._seen.has(key)) {
      return;
    }
    this._seen.add(key);
    const kept = frame.encoding === ENCODING.raw ? shrink(frame, raw) : frame;
    this._chunks.push(chunkOf(kept, raw.length, this._length + FRAME_HEADER_BYTES));
    this._parts.push(frameHeader(kept), kept.payload);
    this._length += FRAME_HEADER_BYTES + kept.payload.length;
  }

  finish(): Pack | null {
    if (this._chunks.length === 0) {
      return null;
    }
    const bytes = new Uint8Array(this._length);
    let at = 0;
    for (const part of this._parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return { id: digest('sha256', bytes, 'hex'), length: bytes.length, bytes, chunks: this._chunks };
  }
}

/** @param read - what the packer's frames are views of */
function handOver<T>(
  packer: Packer,
  results: T[],
  read: readonly Uint8Array[]
): Handed<{ pack: Pack | null; results: T[] }> {
  const pack = packer.finish();
  read.forEach(releaseMemory);
  return { value: { pack, results }, transfer: pack ? [pack.bytes.buffer as ArrayBuffer] : [] };
}

function chunkOf(frame: Omit<Frame, 'offset'>, size: number, offset: number): PackedChunk {
  return { hash: frame.hash.slice(), size, offset, stored: frame.payload.length, encoding: frame.encoding };
}

/** Decodes and verifies; null for content that is not what the frame's hash says. */
function decode(frame: Frame): Uint8Array | null {
  const raw = decodeUnchecked(frame);
  return raw && digest('sha256', raw, 'buffer').equals(frame.hash) ? raw : null;
}

function decodeUnchecked({ encoding, payload }: Frame): Uint8Array | null {
  if (encoding === ENCODING.raw) {
    return payload;
  }
  try {
    return inflate(payload);
  } catch {
    return null;
  }
}

function shrink(frame: Frame, raw: Uint8Array): Omit<Frame, 'offset'> {
  const payload = zstdCompressSync(raw, ZSTD_LEVEL_1);
  return payload.length <= raw.length * WORTHWHILE ? { encoding: ENCODING.zstd, hash: frame.hash, payload } : frame;
}
