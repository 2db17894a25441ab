// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What an image says of itself in its first bytes. */
export type ImageFacts = {
  mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
  width: number;
  height: number;
};

/**
 * Reads type and size of an image without decoding it: a small file may claim gigabytes of pixels.
 *
 * @param bytes - the whole file, or its beginning for the type alone
 * @returns null for anything but PNG, JPEG, GIF and WebP
 */
export function readImage(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length < 16 ? null : (readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view));
}

function text(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at, length));
}

function readPng(view: DataView): ImageFacts | null {
  if (text(view, 0, 8) !== '\x89PNG\r\n\x1a\n' || view.byteLength < 24 || text(view, 12, 4) !== 'IHDR') {
    return null;
  }
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

function readGif(view: DataView): ImageFacts | null {
  if (!['GIF87a', 'GIF89a'].includes(text(view, 0, 6))) {
    return null;
  }
  return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function readWebp(view: DataView): ImageFacts | null {
  if (text(view, 0, 4) !== 'RIFF' || text(view, 8, 4) !== 'WEBP' || view.byteLength < 30) {
    return null;
  }
  const mediaType = 'image/webp';
  switch (text(view, 12, 4)) {
    case 'VP8 ':
      return { mediaType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { mediaType, width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
    default:
      return null;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** Walks the segments to the first frame header. @see ITU T.81, annex B */
function readJpeg(view: DataView): ImageFacts | null {
  if (view.getUint16(0) !== 0xffd8) {
    return null;
  }
  for (let at = 2; at + 9 < view.byteLength;) {
    if (view.getUint8(at) !== 0xff) {
      return null;
    }
    const marker = view.getUint8(at + 1);
    if (isFrameHeader(marker)) {
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    // Fill bytes and markers without a segment.
    const hasLength = marker !== 0xff && marker !== 0x01 && (marker < 0xd0 || marker > 0xd8);
    at += hasLength ? 2 + view.getUint16(at + 2) : marker === 0xff ? 1 : 2;
  }
  return null;
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}
