// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogEntry } from '../log/format';
import { LogState } from './log-state';

const W = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
const publish = (v: string, m = 'a'): LogEntry => ({ t: 'publish', ts: 1, w: W, v, m: digest(m), c: digest('c') });
const withdraw = (scope: 'retract' | 'erase' | 'legal', v?: string): LogEntry => ({
  t: 'withdraw',
  ts: 2,
  w: W,
  scope,
  cat: 'author',
  ...(v === undefined ? {} : { v })
});
const restore = (v?: string): LogEntry => ({ t: 'restore', ts: 3, w: W, ...(v === undefined ? {} : { v }) });

/** Follows entries; answers the states of the work and its releases, and what was skipped. */
function follow(entries: readonly LogEntry[], buried: readonly string[] = []) {
  const state = new LogState({
    works: new Map(),
    isBuried: manifest => buried.includes(manifest),
    standing: () => 'none'
  });
  const skipped = entries.flatMap((entry, index) => state.apply(index, entry) ?? []);
  const work = state.works.get(W);
  const releases = [...(work?.releases.values() ?? [])].map(({ label, state: each }) => `${label} ${each}`);
  return { work: work?.state, releases, skipped: skipped.length, state };
}

describe('LogState', () => {
  it('lists what is published', () => {
    expect(follow([publish('1'), publish('2', 'b')])).toMatchObject({ work: 'live', releases: ['1 live', '2 live'] });
  });

  it('skips a label that is there already, whatever became of it', () => {
    expect(follow([publish('1'), publish('1', 'b')])).toMatchObject({ releases: ['1 live'], skipped: 1 });
    expect(follow([publish('1'), withdraw('erase', '1'), publish('1', 'b')])).toMatchObject({
      releases: ['1 erased'],
      skipped: 1
    });
  });

  it('brings back what was retracted, and nothing that was erased', () => {
    expect(follow([publish('1'), withdraw('retract'), restore()])).toMatchObject({ work: 'live', skipped: 0 });
    expect(follow([publish('1'), withdraw('erase'), restore()])).toMatchObject({ work: 'erased', skipped: 1 });
    expect(follow([publish('1'), withdraw('legal'), withdraw('retract'), restore()])).toMatchObject({ work: 'erased' });
  });

  it('hides a release of a retracted work until the work is restored', () => {
    expect(follow([publish('1'), withdraw('retract'), publish('2', 'b')])).toMatchObject({ work: 'retracted' });
  });

  it('erases all releases with their work, and takes no further ones', () => {
    expect(follow([publish('1'), publish('2', 'b'), withdraw('erase'), publish('3', 'd')])).toMatchObject({
      releases: ['1 erased', '2 erased'],
      skipped: 1
    });
  });

  it('takes a tombstone of a work that was never seen', () => {
    expect(follow([withdraw('erase'), publish('1')])).toMatchObject({ work: 'erased', releases: [], skipped: 1 });
    expect(follow([withdraw('erase', '1'), publish('1')])).toMatchObject({ releases: ['1 erased'], skipped: 1 });
  });

  it('takes no manifest that was erased anywhere', () => {
    expect(follow([publish('1')], [digest('a')])).toMatchObject({ releases: [], skipped: 1 });
  });

  it('replaces a card, but not that of an erased release', () => {
    const card: LogEntry = { t: 'card', ts: 2, w: W, v: '1', c: digest('d') };
    expect(
      follow([publish('1'), card])
        .state.works.get(W)
        ?.releases.get('1')?.card
    ).toBe(digest('d'));
    expect(follow([publish('1'), withdraw('erase'), card])).toMatchObject({ skipped: 1 });
  });
});
