// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Media type of chunk frames. */
export const FRAMES_MEDIA_TYPE = 'application/vnd.atrium.chunks.v1';

/** Media type of concatenated 32-byte hashes. */
export const HASHES_MEDIA_TYPE = 'application/vnd.atrium.hashes.v1';

/** How a frame's payload is stored. */
export const ENCODING = { raw: 0, zstd: 1 } as const;
export type Encoding = (typeof ENCODING)[keyof typeof ENCODING];

/** Bytes before a frame's payload: encoding, SHA-256 of the raw chunk, stored length. */
export const FRAME_HEADER_BYTES = 37;

/** Longest payload; also the longest chunk. */
export const FRAME_PAYLOAD_BYTES = 262_144;

/** One chunk as it travels and as packs hold it. */
export type Frame = {
  encoding: Encoding;
  /** SHA-256 of the raw chunk, 32 bytes. */
  hash: Uint8Array;
  /** The chunk, raw or compressed; 1 to `FRAME_PAYLOAD_BYTES` bytes. */
  payload: Uint8Array;
  /** Where the payload begins in the bytes it was read from. */
  offset: number;
};

/** Frames that do not follow the format. */
export class BadFramesError extends Error {
  override name = 'BadFramesError';
}

/**
 * Writes a frame's header.
 *
 * @param frame - encoding, hash and payload; the payload itself is not copied
 * @returns `FRAME_HEADER_BYTES` bytes: `u8 encoding | 32-byte hash | u32 little-endian payload length`
 */
export function frameHeader(frame: Omit<Frame, 'offset'>): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  header[0] = frame.encoding;
  header.set(frame.hash, 1);
  new DataView(header.buffer).setUint32(33, frame.payload.length, true);
  return header;
}

/**
 * Reads frames one after another.
 *
 * @param bytes - whole frames
 * @param start - where the first frame begins
 * @returns views into `bytes`, not copies
 * @throws BadFramesError at an unknown encoding, an empty or too long payload, or bytes that end inside a frame
 */
export function* readFrames(bytes: Uint8Array, start = 0): Generator<Frame> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = start;
  while (at < bytes.length) {
    if (at + FRAME_HEADER_BYTES > bytes.length) {
      throw new BadFramesError('The bytes end inside a frame header.');
    }
    const encoding = view.getUint8(at);
    const length = view.getUint32(at + 33, true);
    const offset = at + FRAME_HEADER_BYTES;
    if (encoding !== ENCODING.raw && encoding !== ENCODING.zstd) {
      throw new BadFramesError(`Frame encoding ${encoding} is unknown.`);
    }
    if (length === 0 || length > FRAME_PAYLOAD_BYTES || offset + length > bytes.length) {
      throw new BadFramesError(`A frame of ${length} bytes is empty, too long or cut off.`);
    }
    const hash = bytes.subarray(at + 1, at + 33);
    yield { encoding, hash, payload: bytes.subarray(offset, offset + length), offset };
    at = offset + length;
  }
}
