// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '../limits.ts';

/** Why a path cannot be published or opened everywhere; a closed list. */
export type PathFault =
  | 'absolute'
  | 'backslash'
  | 'empty-segment'
  | 'dot-led'
  | 'reserved-character'
  | 'invisible-character'
  | 'not-nfc'
  | 'not-unicode'
  | 'trailing-dot-or-space'
  | 'device-name'
  | 'short-name'
  | 'segment-too-long'
  | 'too-deep';

const RESERVED = /[:*?"<>|]/;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])(\..*)?$/i;
const SHORT_NAME = /~\d+(\.[^.]{0,3})?$/;

const encoder = new TextEncoder();

/**
 * Checks one path of a release. Bad names are refused, never repaired.
 *
 * @param path - relative, segments separated by `/`
 * @returns the first fault, or null
 * @see `pathFaultMessage` for words; `foldPath` for collisions
 */
export function checkPath(path: string): PathFault | null {
  if (!path.isWellFormed()) {
    return 'not-unicode';
  }
  if (path.startsWith('/')) {
    return 'absolute';
  }
  if (path.includes('\\')) {
    return 'backslash';
  }
  const segments = path.split('/');
  if (segments.length > LIMITS.pathSegments) {
    return 'too-deep';
  }
  for (const segment of segments) {
    const fault = checkSegment(segment);
    if (fault) {
      return fault;
    }
  }
  return path.normalize('NFC') === path ? null : 'not-nfc';
}

function checkSegment(segment: string): PathFault | null {
  const faults: [boolean, PathFault][] = [
    [segment === '', 'empty-segment'],
    [segment.startsWith('.'), 'dot-led'],
    [RESERVED.test(segment), 'reserved-character'],
    [INVISIBLE.test(segment), 'invisible-character'],
    [/[. ]$/.test(segment), 'trailing-dot-or-space'],
    [DEVICE.test(segment), 'device-name'],
    [SHORT_NAME.test(segment), 'short-name'],
    [encoder.encode(segment).length > LIMITS.pathSegmentBytes, 'segment-too-long']
  ];
  return faults.find(([isFault]) => isFault)?.[1] ?? null;
}

/**
 * Folds a path so that two paths that some file system holds equal become equal: NFKC and full case folding.
 *
 * @param path - any path
 * @returns a key for comparing only, not a path
 */
export function foldPath(path: string): string {
  // Upper-casing first makes `ß` and `ss` meet; code point by code point, because lower-casing a whole string
  // writes `Σ` differently at the end of a word.
  const folded = Array.from(path.normalize('NFKC').toUpperCase(), character => character.toLowerCase());
  return folded.join('').normalize('NFKC');
}

/** Says a fault in words that complete "“name” …". */
export const PATH_FAULT_WORDS: Readonly<Record<PathFault, string>> = {
  absolute: 'begins with a slash',
  backslash: 'contains a backslash',
  'empty-segment': 'has an empty part',
  'dot-led': 'begins with a dot',
  'reserved-character': 'contains one of : * ? " < > |',
  'invisible-character': 'contains an invisible or direction-changing character',
  'not-nfc': 'is not in the normal form of Unicode (NFC)',
  'not-unicode': 'is not valid UTF-8',
  'trailing-dot-or-space': 'ends with a dot or a space',
  'device-name': 'is a device on Windows',
  'short-name': 'looks like a shortened Windows name',
  'segment-too-long': 'is longer than 255 bytes',
  'too-deep': 'lies more than 16 folders deep'
};

const NAME_CHARACTERS = 60;

/**
 * Makes the name of a copy's folder from a work's title: `Glacier melt (2024)` becomes `glacier-melt-2024`.
 *
 * @param title - any text
 * @returns a name that `checkPath` accepts; `work` if nothing of the title can stand in one
 */
export function folderName(title: string): string {
  const text = title.normalize('NFC').toLowerCase().replace(/['’]/g, '');
  let name = '';
  for (const word of text.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []) {
    const longer = name === '' ? Array.from(word).slice(0, NAME_CHARACTERS).join('') : `${name}-${word}`;
    if (Array.from(longer).length > NAME_CHARACTERS) {
      break;
    }
    name = longer;
  }
  return name !== '' && checkPath(name) === null ? name : 'work';
}
