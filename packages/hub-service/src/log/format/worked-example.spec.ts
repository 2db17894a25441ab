// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { signCheckpoint, verifyCheckpoint } from './checkpoint.ts';
import { readEntry } from './entry.ts';
import { logOrigin } from './hub-id.ts';
import { CompactRange, leafHash } from './merkle.ts';
import { makeSigner } from './signer.ts';
import { parseBundle, writeBundle } from './tiles.ts';
import { fingerprintOf, parseVkey } from './vkey.ts';

const origin = logOrigin('hub-a.example/services/atrium', 1);
const signer = makeSigner(
  origin,
  Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex')
);
const entries = [0, 1, 2].map(n => Buffer.from(`{"t":"note","n":${n}}`));
const vkey = `${origin}+3448a2f0+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea`;
const checkpoint = `${origin}
3
rE4xlttJnXwXr2amRSmCBnyuZ7HOAkreMsw/Ot13KA4=

— ${origin} NEii8LhkJJCt6U1rwkuAjMDLsc3Y6VphoLCLNQLNU2RZ9ZWX5nPuX+GWYapd9fmWtvGVgmBx9/mO1J0h2HW9blopSgU=
`;

describe('the worked example of the protocol', () => {
  it('names the key', () => {
    expect(signer.vkey.text).toBe(vkey);
    expect(parseVkey(vkey).publicKey).toEqual(signer.vkey.publicKey);
  });

  it('has this fingerprint for people to compare', () => {
    expect(fingerprintOf(parseVkey(vkey))).toBe('xti5 k22y ixzb 4vgo ln3e 7qov kigm frdc');
  });

  it('has a bundle of 60 bytes', () => {
    const bundle = writeBundle(entries);
    expect(bundle).toHaveLength(60);
    expect(parseBundle(bundle, 3).map(entry => Buffer.from(entry).toString())).toEqual(entries.map(String));
  });

  it('signs the tree of its three entries to the byte', () => {
    const range = new CompactRange();
    entries.forEach(entry => range.append(leafHash(entry)));
    const signed = signCheckpoint({ origin, size: range.size, root: range.root() }, [signer]);
    expect(Buffer.from(signed).toString()).toBe(checkpoint);
  });

  it('is a checkpoint that verifies', () => {
    expect(verifyCheckpoint(Buffer.from(checkpoint), origin, [parseVkey(vkey)])).toMatchObject({ origin, size: 3 });
  });

  it('has entries of a kind that is hashed and skipped', () => {
    expect(entries.map(readEntry)).toEqual([0, 1, 2].map(() => ({ kind: 'unknown', t: 'note' })));
  });
});
