// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash, hash } from 'node:crypto';
import { PICTURE_CHARACTERS, pictureMark } from '@jupyter-atrium/notebooks';

const KEY = '"image/';
const HEAD = /^"image\/[\w.+-]+"\s*:\s*"/;
const HEAD_BYTES = 128;
/** No character takes more: `\u00e9`. */
const BYTES_A_CHARACTER = 6;
const [QUOTE, ESCAPE, NEW_LINE] = [0x22, 0x5c, 0x6e];

/**
 * Puts into the bytes of a notebook, for each of its pictures, the mark by which its canonical form knows the picture.
 *
 * Pictures are most bytes of most notebooks, and finding them takes a fraction of parsing them. One that is left
 * whole, because it is short or oddly written, gives the same canonical form.
 *
 * @returns JSON; the same bytes if there is nothing to cut
 */
export function cutPictures(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  let next = 0;
  for (let at = bytes.indexOf(KEY); at >= 0; at = bytes.indexOf(KEY, next)) {
    next = at + KEY.length;
    const head = bytes[at - 1] === ESCAPE ? null : HEAD.exec(bytes.toString('latin1', at, at + HEAD_BYTES));
    const start = at + (head?.[0].length ?? 0);
    const end = head ? bytes.indexOf(QUOTE, start) : -1;
    const isLong = end - start >= PICTURE_CHARACTERS * BYTES_A_CHARACTER;
    const fingerprint = isLong ? fingerprintOf(bytes.subarray(start, end)) : null;
    if (fingerprint !== null) {
      parts.push(bytes.subarray(from, start), Buffer.from(pictureMark(fingerprint)));
      from = next = end;
    }
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(from)]);
}

/** SHA-256 of the text between quotes; null if it does not end there, or is none. */
function fingerprintOf(written: Buffer): string | null {
  const escape = written.indexOf(ESCAPE);
  if (escape < 0) {
    return hash('sha256', written);
  }
  // As matplotlib's pictures end.
  if (escape === written.length - 2 && written.at(-1) === NEW_LINE) {
    return createHash('sha256').update(written.subarray(0, escape)).update('\n').digest('hex');
  }
  try {
    return hash('sha256', JSON.parse(`"${written.toString()}"`) as string);
  } catch {
    return null;
  }
}
