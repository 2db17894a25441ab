// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A PNG's head, which is all that the service looks at. */
export function aPng(width: number, height: number): Buffer {
  const png = Buffer.alloc(40);
  png.write('\x89PNG\r\n\x1a\n', 'latin1');
  png.write('IHDR', 12, 'latin1');
  png.writeUInt32BE(width, 16);
  png.writeUInt32BE(height, 20);
  return png;
}
