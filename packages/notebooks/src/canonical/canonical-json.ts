// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonList, isJsonNumber, isJsonObject, numberText } from '../json/json.ts';

/** Shortens a text to what is compared, such as its SHA-256. */
export type Fingerprint = (text: string) => string;

/** A picture of that many characters stands in canonical JSON by its fingerprint. */
export const PICTURE_CHARACTERS = 1024;

/**
 * Writes JSON so that equal values give equal texts: sorted keys, no space, one spelling for each number.
 *
 * @param fingerprint - stands for pictures, which are most bytes of most notebooks; by default they are written whole
 * @returns a text for comparing and hashing
 */
export function canonicalJson(value: JsonValue, fingerprint: Fingerprint | null = null): string {
  const parts: string[] = [];
  write(value, { parts, fingerprint });
  return parts.join('');
}

/** What stands for a picture. */
export function pictureMark(fingerprint: string): string {
  return `picture:${fingerprint}`;
}

/**
 * Gives a number the one spelling that all of equal value share; no digit is lost.
 *
 * @param text - a JSON number, such as `1.50`, `15e-1` or `-0.0`
 */
export function canonicalNumber(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  const digits = (whole + fraction).replace(/^0+/, '');
  const trimmed = withoutFinalZeros(digits);
  if (trimmed === '') {
    return '0';
  }
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - trimmed.length);
  const isPlain = power >= 0n && power <= 20n;
  return isPlain ? sign + trimmed + '0'.repeat(Number(power)) : `${sign}${trimmed}e${power}`;
}

function withoutFinalZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') {
    end -= 1;
  }
  return digits.slice(0, end);
}

type Writing = { parts: string[]; fingerprint: Fingerprint | null };

function write(value: JsonValue, to: Writing): void {
  if (isJsonNumber(value)) {
    const text = numberText(value);
    to.parts.push(/^-?[1-9]\d{0,15}$|^0$/.test(text) ? text : canonicalNumber(text));
  } else if (isJsonList(value)) {
    writeList(value, to);
  } else if (isJsonObject(value)) {
    writeObject(value, to);
  } else {
    to.parts.push(JSON.stringify(value));
  }
}

function writeList(list: readonly JsonValue[], to: Writing): void {
  to.parts.push('[');
  list.forEach((item, index) => {
    to.parts.push(index === 0 ? '' : ',');
    write(item, to);
  });
  to.parts.push(']');
}

function writeObject(object: JsonObject, to: Writing): void {
  let comma = '';
  to.parts.push('{');
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) {
      to.parts.push(comma, JSON.stringify(key), ':');
      write(key.startsWith('image/') ? shortened(value, to) : value, to);
      comma = ',';
    }
  }
  to.parts.push('}');
}

function shortened(value: JsonValue, { fingerprint }: Writing): JsonValue {
  const isLong = typeof value === 'string' && value.length >= PICTURE_CHARACTERS;
  return isLong && fingerprint ? pictureMark(fingerprint(value)) : value;
}
