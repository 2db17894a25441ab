// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readEntry } from './entry.ts';

const W = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
const D = `sha256:${'a'.repeat(64)}`;
const read = (value: unknown): unknown => readEntry(Buffer.from(JSON.stringify(value)));
const MALFORMED = { kind: 'malformed' };

describe('readEntry', () => {
  it.each([
    { t: 'hub', ts: 1, d: D },
    { t: 'publish', ts: 1, w: W, v: '1.0.0', m: D, c: D },
    { t: 'card', ts: 1, w: W, v: '1.0.0', c: D },
    { t: 'withdraw', ts: 1, w: W, scope: 'erase', cat: 'author' },
    { t: 'withdraw', ts: 1, w: W, v: '1.0.0', scope: 'retract', cat: 'later' },
    { t: 'restore', ts: 1, w: W },
    { t: 'offer', ts: 1, o: W, to: 'hub-b.example', w: W, d: D, exp: 2 },
    { t: 'offer', ts: 1, o: W, op: 'cancel' },
    { t: 'answer', ts: 1, o: W, of: 'hub-a.example', val: 'accepted' },
    { t: 'keys', ts: 1, vkeys: ['x'] },
    { t: 'close', ts: 1 },
    { t: 'close', ts: 1, field: 'of a later version' }
  ])('understands $t', entry => {
    expect(read(entry)).toEqual({ kind: 'entry', entry });
  });

  it('skips kinds of later versions', () => {
    expect(read({ t: 'label', ts: 1 })).toEqual({ kind: 'unknown', t: 'label' });
  });

  it.each([
    ['no digest', { t: 'publish', ts: 1, w: W, v: '1.0.0', m: 'md5:0', c: D }],
    ['a label with a slash', { t: 'publish', ts: 1, w: W, v: '../1', m: D, c: D }],
    ['an upper-case id', { t: 'restore', ts: 1, w: W.toUpperCase() }],
    ['another scope', { t: 'withdraw', ts: 1, w: W, scope: 'some', cat: 'other' }],
    ['five keys', { t: 'keys', ts: 1, vkeys: ['a', 'b', 'c', 'd', 'e'] }],
    ['no time', { t: 'close' }],
    ['an array', [{ t: 'close', ts: 1 }]],
    ['null', null]
  ])('refuses an entry with %s', (_, value) => {
    expect(read(value)).toEqual(MALFORMED);
  });

  it.each([
    ['no JSON', '{"t":"close","ts":1'],
    ['a byte order mark', '\ufeff{"t":"close","ts":1}'],
    ['a key that reaches a prototype', '{"t":"close","ts":1,"__proto__":{}}'],
    ['such a key, escaped, within', '{"t":"close","ts":1,"x":[{"\\u005f_proto__":1}]}'],
    ['33 levels', `{"t":"close","ts":1,"x":${'['.repeat(32)}${']'.repeat(32)}}`],
    ['4,097 bytes', JSON.stringify({ t: 'close', ts: 1, x: 'x'.repeat(4097) })]
  ])('refuses %s', (_, text) => {
    expect(readEntry(Buffer.from(text))).toEqual(MALFORMED);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(readEntry(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]))).toEqual(MALFORMED);
  });
});
