// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../clock';
import { CONFIRM_MS, type Confirmed, makeConfirm, readConfirm } from './confirm';
import { SecretKey } from './secret-key';

const confirmed: Confirmed = { session: 's1', act: 'deleteCollection', object: 'c1', version: 'v1' };

describe('readConfirm', () => {
  let now = 1_800_000_000_000;
  let count = 0;
  const clock: IClock = { now: () => now, random: length => new Uint8Array(length).fill(count++) };
  const key = new SecretKey(Buffer.alloc(32, 7), clock);
  const read = (token: string, changes: Partial<Confirmed> = {}) =>
    readConfirm(key, clock, token, { ...confirmed, ...changes });

  it('takes the token of the same session, act, thing and version', () => {
    expect(read(makeConfirm(key, clock, confirmed))).toMatchObject({ kind: 'good' });
  });

  it('gives each token a number of its own', () => {
    const [first, second] = [read(makeConfirm(key, clock, confirmed)), read(makeConfirm(key, clock, confirmed))];
    expect(first).not.toEqual(second);
  });

  it.each([
    ['another session', { session: 's2' }],
    ['another act', { act: 'editCollection' }],
    ['another thing', { object: 'c2' }]
  ])('refuses the token of %s', (_, changes) => {
    expect(read(makeConfirm(key, clock, confirmed), changes)).toEqual({ kind: 'foreign' });
  });

  it('refuses the token of another key', () => {
    const other = new SecretKey(Buffer.alloc(32, 8), clock);
    expect(read(makeConfirm(other, clock, confirmed))).toEqual({ kind: 'foreign' });
  });

  it('tells when the thing changed since the page was drawn', () => {
    expect(read(makeConfirm(key, clock, confirmed), { version: 'v2' })).toMatchObject({ kind: 'changed' });
  });

  it('tells when the page is older than ten minutes', () => {
    const token = makeConfirm(key, clock, confirmed);
    now += CONFIRM_MS;
    expect(read(token)).toMatchObject({ kind: 'late' });
  });

  it('takes no token with one bit changed', () => {
    const bytes = Buffer.from(makeConfirm(key, clock, confirmed), 'base64url');
    const taken = Array.from({ length: bytes.length * 8 }, (_, bit) => {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return read(changed.toString('base64url')).kind;
    }).filter(kind => kind !== 'foreign');
    expect(taken).toEqual([]);
  });

  it.each(['', 'x', '!!!', 'a'.repeat(5000)])('refuses “%.5s”', token => {
    expect(read(token)).toEqual({ kind: 'foreign' });
  });
});
