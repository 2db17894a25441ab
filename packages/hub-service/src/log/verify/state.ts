// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogEntry, PublishEntry, WithdrawEntry } from '../format/index.ts';

type State = 'live' | 'retracted' | 'erased';

/** A release as entries add up to it. */
export type StateRelease = { label: string; manifest: string; card: string; state: State };

/** A work as entries add up to it. */
export type StateWork = { id: string; state: State; releases: Map<string, StateRelease> };

/** What the entries of a log add up to, in memory. */
export class LogState {
  readonly works = new Map<string, StateWork>();
  /** Keys that may sign; null: no entry says. */
  vkeys: readonly string[] | null = null;
  readonly everyKey = new Set<string>();
  /** Digest of the newest descriptor. */
  descriptor: string | null = null;
  isClosed = false;

  /**
   * Takes an entry into account.
   *
   * @returns why it means nothing, in words; null: it counts
   */
  apply(entry: LogEntry): string | null {
    if (this.isClosed) {
      return 'It follows the entry that closed the log.';
    }
    switch (entry.t) {
      case 'hub':
        this.descriptor = entry.d;
        return null;
      case 'keys':
        this.vkeys = entry.vkeys;
        entry.vkeys.forEach(key => this.everyKey.add(key));
        return null;
      case 'publish':
        return this._publish(entry);
      case 'card':
        return this._change(entry.w, entry.v, release => {
          release.card = entry.c;
        });
      case 'withdraw':
        this._withdraw(entry);
        return null;
      case 'restore':
        return this._restore(entry.w, entry.v);
      case 'close':
        this.isClosed = true;
        return null;
      case 'offer':
      case 'answer':
        return null;
    }
  }

  /** Releases that can be seen. */
  *visible(): Generator<{ work: string; release: StateRelease }> {
    for (const { id, state, releases } of this.works.values()) {
      for (const release of state === 'live' ? releases.values() : []) {
        if (release.state === 'live') {
          yield { work: id, release };
        }
      }
    }
  }

  private _publish({ w, v, m, c }: PublishEntry): string | null {
    const work = this._work(w);
    if (work.state === 'erased' || work.releases.has(v)) {
      return work.state === 'erased' ? 'The work was erased.' : `There is a release ${v} already.`;
    }
    work.releases.set(v, { label: v, manifest: m, card: c, state: 'live' });
    return null;
  }

  private _withdraw({ w, v, scope }: WithdrawEntry): void {
    const work = this._work(w);
    const state = scope === 'retract' ? 'retracted' : 'erased';
    if (v === undefined) {
      work.state = work.state === 'erased' ? work.state : state;
    }
    for (const release of work.releases.values()) {
      const isMeant = v === undefined ? state === 'erased' : release.label === v;
      release.state = isMeant && release.state !== 'erased' ? state : release.state;
    }
    // A tombstone of a release that this log never had.
    if (v !== undefined && !work.releases.has(v)) {
      work.releases.set(v, { label: v, manifest: '', card: '', state });
    }
  }

  private _restore(w: string, v: string | undefined): string | null {
    const work = this.works.get(w);
    const thing = v === undefined ? work : work?.releases.get(v);
    if (thing?.state !== 'retracted') {
      return 'There is nothing withdrawn to bring back.';
    }
    thing.state = 'live';
    return null;
  }

  private _change(w: string, v: string, act: (release: StateRelease) => void): string | null {
    const release = this.works.get(w)?.releases.get(v);
    if (!release || release.state === 'erased') {
      return `There is no release ${v} of this work.`;
    }
    act(release);
    return null;
  }

  private _work(id: string): StateWork {
    const work = this.works.get(id) ?? { id, state: 'live', releases: new Map<string, StateRelease>() };
    this.works.set(id, work);
    return work;
  }
}
