// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonValue, toJsonNumber } from './json.ts';

/** A key that stands twice in one object: all readers take the last value, so the first is invisible to them. */
export type RepeatedKey = { readonly key: string; readonly line: number };

/** What came of parsing; lines count from 1. */
export type ParsedJson =
  | { readonly kind: 'value'; readonly value: JsonValue; readonly repeatedKey: RepeatedKey | null }
  | { readonly kind: 'fault'; readonly reason: 'not-json' | 'too-deep' | 'forbidden-key'; readonly line: number };

/** Keys that would reach an object's prototype. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters in strings
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const LITERALS: readonly [string, JsonValue][] = [
  ['true', true],
  ['false', false],
  ['null', null]
];

/**
 * Parses JSON (RFC 8259) in time linear in its length, keeping how numbers are written.
 *
 * @param text - without a byte order mark
 * @param maxDepth - how deep lists and objects may nest
 * @returns the value, the last one of a repeated key; or the first fault
 */
export function parseJson(text: string, maxDepth: number): ParsedJson {
  const parser = new Parser(text, maxDepth);
  try {
    return { kind: 'value', value: parser.document(), repeatedKey: parser.repeatedKey };
  } catch (error) {
    if (error instanceof Fault) {
      return { kind: 'fault', reason: error.reason, line: error.line };
    }
    throw error;
  }
}

class Fault extends Error {
  readonly reason: 'not-json' | 'too-deep' | 'forbidden-key';
  readonly line: number;

  constructor(reason: Fault['reason'], line: number) {
    super(reason);
    this.reason = reason;
    this.line = line;
  }
}

class Parser {
  repeatedKey: RepeatedKey | null = null;
  private readonly _text: string;
  private readonly _maxDepth: number;
  private _at = 0;
  private _depth = 0;

  constructor(text: string, maxDepth: number) {
    this._text = text;
    this._maxDepth = maxDepth;
  }

  document(): JsonValue {
    const value = this._value();
    this._skipSpace();
    if (this._at < this._text.length) {
      throw this._fault('not-json');
    }
    return value;
  }

  private _value(): JsonValue {
    this._skipSpace();
    switch (this._text[this._at]) {
      case '{':
        return this._object();
      case '[':
        return this._list();
      case '"':
        return this._string();
      default:
        return this._scalar();
    }
  }

  private _object(): JsonValue {
    const object: { [key: string]: JsonValue } = {};
    this._enter();
    while (!this._isEnd('}')) {
      const key = this._key();
      if (Object.hasOwn(object, key)) {
        this.repeatedKey ??= { key, line: this._line() };
      }
      object[key] = this._value();
      this._separate('}');
    }
    this._leave();
    return object;
  }

  private _key(): string {
    if (this._text[this._at] !== '"') {
      throw this._fault('not-json');
    }
    const key = this._string();
    if (FORBIDDEN_KEYS.has(key)) {
      throw this._fault('forbidden-key');
    }
    this._skipSpace();
    if (this._text[this._at] !== ':') {
      throw this._fault('not-json');
    }
    this._at += 1;
    return key;
  }

  private _list(): JsonValue {
    const list: JsonValue[] = [];
    this._enter();
    while (!this._isEnd(']')) {
      list.push(this._value());
      this._separate(']');
    }
    this._leave();
    return list;
  }

  private _string(): string {
    const start = this._at;
    let end = this._plainEnd(start + 1);
    if (this._text[end] === '"') {
      this._at = end + 1;
      return this._text.slice(start + 1, end);
    }
    // Most lines of notebooks end so, and nothing else in them is escaped.
    if (this._text.startsWith('\\n"', end)) {
      this._at = end + 3;
      return `${this._text.slice(start + 1, end)}\n`;
    }
    while (this._text[end] === '\\') {
      end = this._plainEnd(end + 2);
    }
    if (this._text[end] !== '"') {
      this._at = Math.min(end, this._text.length);
      throw this._fault('not-json');
    }
    this._at = end + 1;
    return this._unescape(this._text.slice(start, end + 1));
  }

  private _unescape(quoted: string): string {
    try {
      return JSON.parse(quoted) as string;
    } catch {
      throw this._fault('not-json');
    }
  }

  /** Where the characters end that stand for themselves. */
  private _plainEnd(from: number): number {
    PLAIN.lastIndex = from;
    PLAIN.test(this._text);
    return from > this._text.length ? from : PLAIN.lastIndex;
  }

  private _scalar(): JsonValue {
    NUMBER.lastIndex = this._at;
    if (NUMBER.test(this._text)) {
      const text = this._text.slice(this._at, NUMBER.lastIndex);
      this._at = NUMBER.lastIndex;
      return toJsonNumber(text);
    }
    for (const [word, value] of LITERALS) {
      if (this._text.startsWith(word, this._at)) {
        this._at += word.length;
        return value;
      }
    }
    throw this._fault('not-json');
  }

  private _enter(): void {
    this._at += 1;
    this._depth += 1;
    if (this._depth > this._maxDepth) {
      throw this._fault('too-deep');
    }
    this._skipSpace();
  }

  private _leave(): void {
    this._at += 1;
    this._depth -= 1;
  }

  private _isEnd(end: string): boolean {
    return this._text[this._at] === end;
  }

  /** Steps over the comma between two items; one before the end is a fault. */
  private _separate(end: string): void {
    this._skipSpace();
    if (this._isEnd(end)) {
      return;
    }
    if (this._text[this._at] !== ',') {
      throw this._fault('not-json');
    }
    this._at += 1;
    this._skipSpace();
    if (this._isEnd(end)) {
      throw this._fault('not-json');
    }
  }

  private _skipSpace(): void {
    for (;;) {
      const code = this._text.charCodeAt(this._at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) {
        return;
      }
      this._at += 1;
    }
  }

  private _line(): number {
    let line = 1;
    for (let at = this._text.indexOf('\n'); at >= 0 && at < this._at; at = this._text.indexOf('\n', at + 1)) {
      line += 1;
    }
    return line;
  }

  private _fault(reason: Fault['reason']): Fault {
    return new Fault(reason, this._line());
  }
}
