// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Staging } from './staging';

const MANIFEST = `sha256:${'b'.repeat(64)}`;
const HOUR_MS = 3_600_000;

let parent = '';
const begun: Staging[] = [];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'atrium-staging-'));
});
afterEach(() => {
  begun.splice(0).forEach(staging => staging.remove());
  rmSync(parent, { recursive: true, force: true });
});

function begin(manifest = MANIFEST): Staging {
  const staging = Staging.begin(parent, manifest);
  begun.push(staging);
  return staging;
}

/** What a try that was killed leaves: its folder, with a sign of life of a process that is gone. */
function killedTry(sign = `${hostname()} 999999999`): Staging {
  const staging = begin();
  writeFileSync(join(staging.folder, 'data.csv'), 'half');
  staging.leave();
  writeFileSync(join(staging.folder, '.lock'), sign);
  return staging;
}

const visible = (): string[] => readdirSync(parent).filter(name => !name.startsWith('.'));

describe('Staging', () => {
  it('shows nothing until it is finished', () => {
    const staging = begin();
    writeFileSync(join(staging.folder, 'a'), 'a');
    expect(visible()).toEqual([]);
    expect(staging.finish('ice')).toBe('ice');
    expect(readdirSync(join(parent, 'ice'))).toEqual(['a']);
    expect(readdirSync(parent)).toEqual(['ice']);
  });

  it('replaces neither files nor folders, not even empty ones', () => {
    mkdirSync(join(parent, 'ice'));
    writeFileSync(join(parent, 'ice-2'), 'mine');
    expect(begin().finish('ice')).toBe('ice-3');
    expect(begin().finish('ice')).toBe('ice-4');
    expect(readdirSync(join(parent, 'ice'))).toEqual([]);
    expect(readFileSync(join(parent, 'ice-2'), 'utf8')).toBe('mine');
  });

  it('keeps tries that run side by side apart', () => {
    const [one, other] = [begin(), begin()];
    expect(one.folder).not.toBe(other.folder);
    expect([one.isResumed, other.isResumed]).toEqual([false, false]);
    expect([one.finish('ice'), other.finish('ice')]).toEqual(['ice', 'ice-2']);
  });

  it('takes over what a stopped try left', () => {
    const stopped = begin();
    writeFileSync(join(stopped.folder, 'data.csv'), 'half');
    stopped.leave();
    const next = begin();
    expect(next.isResumed).toBe(true);
    expect(readFileSync(join(next.folder, 'data.csv'), 'utf8')).toBe('half');
    expect(existsSync(stopped.folder)).toBe(false);
  });

  it('takes over what a killed try left', () => {
    killedTry();
    expect(begin().isResumed).toBe(true);
  });

  it('waits for a sign of a try on another machine before it takes over', () => {
    const other = killedTry('elsewhere 1');
    expect(begin().isResumed).toBe(false);
    const longAgo = (Date.now() - HOUR_MS) / 1000;
    utimesSync(join(other.folder, '.lock'), longAgo, longAgo);
    utimesSync(other.folder, longAgo, longAgo);
    expect(begin().isResumed).toBe(true);
  });

  it('takes over nothing of another release', () => {
    killedTry();
    expect(begin(`sha256:${'c'.repeat(64)}`).isResumed).toBe(false);
  });

  it('clears away what nobody went on with for a day', () => {
    const old = killedTry();
    const dayAgo = (Date.now() - 25 * HOUR_MS) / 1000;
    utimesSync(join(old.folder, '.lock'), dayAgo, dayAgo);
    utimesSync(old.folder, dayAgo, dayAgo);
    begin(`sha256:${'c'.repeat(64)}`);
    expect(existsSync(old.folder)).toBe(false);
  });
});
