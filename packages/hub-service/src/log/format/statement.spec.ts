// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hubIdOf, isHubId, logOrigin, recoveryName } from './hub-id.ts';
import { type GenerationStatement, signStatement, verifyStatement } from './generation.ts';
import { makeSigner, newSeed } from './signer.ts';
import { vkeyDigest } from './vkey.ts';

const hubId = 'hub-a.example/services/atrium';
const logKey = makeSigner(logOrigin(hubId, 1), newSeed());
const next = makeSigner(logOrigin(hubId, 2), newSeed());
const recovery = makeSigner(recoveryName(hubId), newSeed());
const spare = makeSigner(recoveryName(hubId), newSeed());
const trust = { hubId, logKeys: [logKey.vkey], recovery: vkeyDigest(recovery.vkey) };
const statement: GenerationStatement = {
  hubId,
  generation: 2,
  logKey: next.vkey,
  revealed: null,
  recovery: vkeyDigest(recovery.vkey),
  at: 1795360000
};
const fault = (fault: string): Error => expect.objectContaining({ fault }) as Error;

describe('verifyStatement', () => {
  it('accepts a pinned log key', () => {
    const read = verifyStatement(signStatement(statement, [logKey]), trust);
    expect(read).toMatchObject({ generation: 2, signedBy: 'log', recovery: trust.recovery, at: 1795360000 });
    expect(read.logKey.text).toBe(next.vkey.text);
  });

  it('accepts the recovery key whose hash is pinned', () => {
    const lost = { ...statement, revealed: recovery.vkey, recovery: vkeyDigest(spare.vkey) };
    expect(verifyStatement(signStatement(lost, [recovery]), trust)).toMatchObject({ signedBy: 'recovery' });
  });

  it('refuses a recovery key that is not pinned', () => {
    const forged = { ...statement, revealed: spare.vkey };
    expect(() => verifyStatement(signStatement(forged, [spare]), trust)).toThrow(fault('unsigned'));
  });

  it('refuses a statement signed by the new key alone', () => {
    expect(() => verifyStatement(signStatement(statement, [next]), trust)).toThrow(fault('unsigned'));
  });

  it('refuses the statement of another hub', () => {
    const other = { ...trust, hubId: 'hub-b.example' };
    expect(() => verifyStatement(signStatement(statement, [logKey]), other)).toThrow(fault('statement'));
  });

  it('refuses a log key that is named for another generation', () => {
    const odd = { ...statement, generation: 3 };
    expect(() => verifyStatement(signStatement(odd, [logKey]), trust)).toThrow(fault('statement'));
  });

  it('refuses generation 1', () => {
    const first = { ...statement, generation: 1, logKey: logKey.vkey };
    expect(() => verifyStatement(signStatement(first, [logKey]), trust)).toThrow(fault('statement'));
  });
});

describe('hubIdOf', () => {
  it.each([
    ['https://Hub-A.example/services/atrium/', 'hub-a.example/services/atrium'],
    ['https://hub-a.example:443/', 'hub-a.example'],
    ['https://hub-a.example:8443/services/atrium/', 'hub-a.example:8443/services/atrium'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['http://127.0.0.1:8000/services/atrium/', '127.0.0.1:8000/services/atrium']
  ])('names %s', (url, id) => {
    expect(hubIdOf(url)).toBe(id);
    expect(isHubId(id)).toBe(true);
  });

  it.each([
    'ftp://hub.example/',
    'https://user@hub.example/',
    'https://hub.example/?a',
    'https://hub.example/a%20b/',
    'https://hub.example/a+b/',
    'https://hub.example//a/',
    'hub.example'
  ])('refuses %s', url => {
    expect(() => hubIdOf(url)).toThrow(fault('hub-id'));
  });

  it.each(['Hub.example', 'hub.example/', 'hub.example:443', 'hub.example/a/../b', ''])('is never spelled %s', id => {
    expect(isHubId(id)).toBe(false);
  });
});
