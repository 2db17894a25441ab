// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a client sent is not what it should be. */
export class MalformedError extends Error {
  override name = 'MalformedError';
}

const MOST_DEPTH = 64;
/** Bytes of values whose kind says all: `undefined`, null, two lengths of numbers, false, true. */
const ANY_LENGTHS: ReadonlyMap<number, number> = new Map([
  [127, 0],
  [126, 0],
  [124, 4],
  [123, 8],
  [121, 0],
  [120, 0]
]);
const ANY_INTEGER = 125;
const ANY_TEXT = 119;
const ANY_OBJECT = 118;
const ANY_LIST = 117;
/** Names that would change what every object has. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Tells whether a name may not be a key anywhere. */
export function isForbiddenName(name: string): boolean {
  return FORBIDDEN.has(name);
}

/**
 * Reads lib0's encoding without trusting it: never past the end, never more than the bytes left can hold.
 *
 * @see https://github.com/dmonad/lib0/blob/main/decoding.js
 */
export class BytesReader {
  private readonly _bytes: Uint8Array;
  private _at = 0;

  constructor(bytes: Uint8Array) {
    this._bytes = bytes;
  }

  get left(): number {
    return this._bytes.length - this._at;
  }

  byte(): number {
    const value = this._bytes[this._at];
    if (value === undefined) {
      throw new MalformedError('It ends too early.');
    }
    this._at += 1;
    return value;
  }

  /** A whole number up to 2^53 - 1. */
  number(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) {
        throw new MalformedError('A number is too large.');
      }
      if (byte < 128) {
        return value;
      }
    }
  }

  /** How many things follow, each of at least `least` bytes. */
  count(least = 1): number {
    const count = this.number();
    if (count * least > this.left) {
      throw new MalformedError('More is announced than there is.');
    }
    return count;
  }

  /** The next bytes, of which a number says how many. */
  bytes(): Uint8Array {
    const length = this.count();
    this._at += length;
    return this._bytes.subarray(this._at - length, this._at);
  }

  text(): string {
    return Buffer.from(this.bytes()).toString('utf8');
  }

  skip(length: number): void {
    if (length > this.left) {
      throw new MalformedError('It ends too early.');
    }
    this._at += length;
  }

  /**
   * Reads past a value of JSON, or `undefined`.
   *
   * @throws MalformedError for other values, names that are not allowed, and too deep nesting
   */
  skipAny(depth = 0): void {
    if (depth > MOST_DEPTH) {
      throw new MalformedError('A value is nested too deeply.');
    }
    const kind = this.byte();
    if (kind === ANY_INTEGER) {
      this.number();
    } else if (kind === ANY_TEXT) {
      this.bytes();
    } else if (kind === ANY_OBJECT) {
      this._skipObject(depth);
    } else if (kind === ANY_LIST) {
      for (let left = this.count(); left > 0; left--) {
        this.skipAny(depth + 1);
      }
    } else {
      this._skipFixed(kind);
    }
  }

  private _skipFixed(kind: number): void {
    const length = ANY_LENGTHS.get(kind);
    if (length === undefined) {
      throw new MalformedError('A value is of a kind that notebooks do not have.');
    }
    this.skip(length);
  }

  private _skipObject(depth: number): void {
    for (let left = this.count(2); left > 0; left--) {
      if (isForbiddenName(this.text())) {
        throw new MalformedError('A name is not allowed.');
      }
      this.skipAny(depth + 1);
    }
  }
}
