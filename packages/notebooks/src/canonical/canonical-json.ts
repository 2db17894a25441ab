// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonList, isJsonNumber, isJsonObject, numberText } from '../json/json.ts';

/**
 * Writes JSON so that equal values give equal texts: sorted keys, no space, one spelling for each number.
 *
 * @returns a text for comparing and hashing
 */
export function canonicalJson(value: JsonValue): string {
  const parts: string[] = [];
  write(value, parts);
  return parts.join('');
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

function write(value: JsonValue, parts: string[]): void {
  if (isJsonNumber(value)) {
    const text = numberText(value);
    parts.push(/^-?[1-9]\d{0,15}$|^0$/.test(text) ? text : canonicalNumber(text));
  } else if (isJsonList(value)) {
    writeList(value, parts);
  } else if (isJsonObject(value)) {
    writeObject(value, parts);
  } else {
    parts.push(JSON.stringify(value));
  }
}

function writeList(list: readonly JsonValue[], parts: string[]): void {
  parts.push('[');
  list.forEach((item, index) => {
    parts.push(index === 0 ? '' : ',');
    write(item, parts);
  });
  parts.push(']');
}

function writeObject(object: JsonObject, parts: string[]): void {
  let comma = '';
  parts.push('{');
  for (const key of Object.keys(object).sort()) {
    const value = object[key];
    if (value !== undefined) {
      parts.push(comma, JSON.stringify(key), ':');
      write(value, parts);
      comma = ',';
    }
  }
  parts.push('}');
}
