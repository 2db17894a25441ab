// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isConfirmed, keepConfirmed } from './confirmed';

const ADDRESS = 'unix:/home/a/atrium/socket';
const RELEASE = { work: '1', manifest: `sha256:${'a'.repeat(64)}` };

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'atrium-cache-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

describe('isConfirmed', () => {
  it('knows what a service named', () => {
    keepConfirmed(cache, ADDRESS, RELEASE);
    keepConfirmed(cache, ADDRESS, { ...RELEASE, work: '2' });
    expect(isConfirmed(cache, ADDRESS, RELEASE)).toBe(true);
  });

  it.each([
    ['another service', 'unix:/home/b/socket', RELEASE],
    ['another work', ADDRESS, { ...RELEASE, work: '2' }],
    ['another release', ADDRESS, { ...RELEASE, manifest: `sha256:${'b'.repeat(64)}` }]
  ])('does not mistake it for what %s named', (_what, address, release) => {
    keepConfirmed(cache, ADDRESS, RELEASE);
    expect(isConfirmed(cache, address, release)).toBe(false);
  });

  it.each(['{', '{"a":1}', '[1,null]'])('takes %s for nothing, and begins anew', content => {
    writeFileSync(join(cache, 'confirmed.json'), content);
    expect(isConfirmed(cache, ADDRESS, RELEASE)).toBe(false);
    keepConfirmed(cache, ADDRESS, RELEASE);
    expect(isConfirmed(cache, ADDRESS, RELEASE)).toBe(true);
  });

  it('does without a place to write to', () => {
    writeFileSync(join(cache, 'file'), '');
    expect(() => keepConfirmed(join(cache, 'file'), ADDRESS, RELEASE)).not.toThrow();
  });
});
