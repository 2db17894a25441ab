// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { readImage } from './image';

const bytes = (hex: string, length = 40): Buffer => Buffer.concat([Buffer.from(hex.replace(/ /g, ''), 'hex')], length);

describe('readImage', () => {
  it.each([
    ['PNG', bytes('89504e470d0a1a0a 0000000d 49484452 00000280 000001e0'), ['image/png', 640, 480]],
    ['GIF', bytes('474946383961 8002 e001'), ['image/gif', 640, 480]],
    [
      'lossy WebP',
      bytes('52494646 00000000 57454250 56503820 00000000 000000 9d012a 8002 e001'),
      ['image/webp', 640, 480]
    ],
    ['lossless WebP', bytes('52494646 00000000 57454250 5650384c 00000000 2f 7fc27700'), ['image/webp', 640, 480]],
    [
      'extended WebP',
      bytes('52494646 00000000 57454250 56503858 0a000000 00000000 7f0200 df0100'),
      ['image/webp', 640, 480]
    ],
    ['JPEG', bytes('ffd8 ffe0 0004 0000 ffc0 0011 08 01e0 0280 03'), ['image/jpeg', 640, 480]],
    ['JPEG with fill bytes', bytes('ffd8 ffff e0 0004 0000 ffc2 0011 08 01e0 0280 03'), ['image/jpeg', 640, 480]]
  ])('reads type and size of a %s', (_, image, [mediaType, width, height]) => {
    expect(readImage(image)).toEqual({ mediaType, width, height });
  });

  it.each([
    ['text', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG whose first part is no header', bytes('89504e470d0a1a0a 0000000d 49444154 00000280 000001e0')],
    ['a JPEG without a frame', bytes('ffd8 ffe0 0004 0000 ffd9')],
    ['nothing', Buffer.alloc(0)]
  ])('takes %s for no image', (_, image) => {
    expect(readImage(image)).toBeNull();
  });

  it('never throws', () => {
    const heads = ['89504e470d0a1a0a', '474946383961', '524946460000000057454250', 'ffd8'].map(hex =>
      Buffer.from(hex, 'hex')
    );
    fc.assert(
      fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        readImage(Buffer.concat([head, rest]));
      })
    );
  });
});
