// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../clock';
import { loadSecretKey } from './secret-key';

describe('loadSecretKey', () => {
  let data: string;
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'atrium-key-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  const load = () => loadSecretKey(data, systemClock);

  it('opens after a restart what was sealed before', () => {
    const sealed = load().seal('cookie', 'token');
    expect(load().open('cookie', sealed)).toBe('token');
  });

  it('keeps the key in a file that only the service reads', () => {
    load();
    expect(statSync(join(data, 'session.key')).mode & 0o777).toBe(0o600);
  });

  it('refuses a key that others may read', () => {
    load();
    chmodSync(join(data, 'session.key'), 0o644);
    expect(load).toThrow('can be read by others');
  });

  it('refuses a damaged key', () => {
    writeFileSync(join(data, 'session.key'), 'abc', { mode: 0o600 });
    expect(load).toThrow('is no key');
  });

  it('opens nothing for another cookie, another key or changed bytes', () => {
    const key = load();
    const sealed = key.seal('cookie', 'token');
    expect(key.open('other', sealed)).toBeNull();
    const changed = Buffer.from(sealed, 'base64url');
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(key.open('cookie', changed.toString('base64url'))).toBeNull();
    expect(key.open('cookie', 'short')).toBeNull();
    rmSync(join(data, 'session.key'));
    expect(load().open('cookie', sealed)).toBeNull();
  });

  it('seals the same text differently each time, and without showing it', () => {
    const key = load();
    const sealed = key.seal('cookie', 'token');
    expect(key.seal('cookie', 'token')).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('token');
    expect(readFileSync(join(data, 'session.key'), 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
  });

  it('knows its own signature only over the same texts in the same places', () => {
    const key = load();
    const proof = key.sign(['a', 'bc']);
    expect(key.isSigned(['a', 'bc'], proof)).toBe(true);
    expect(key.isSigned(['ab', 'c'], proof)).toBe(false);
    expect(key.isSigned(['a', 'bc'], proof.subarray(1))).toBe(false);
  });
});
