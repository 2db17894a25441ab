// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogEntry, PublishEntry, WithdrawEntry, RestoreEntry, CardEntry } from '../log/format/index.ts';
import type { LogItemState, LogRelease, LogWork, Standing } from './store.ts';

/** What a log says beside its works. */
export type LogNews = {
  /** Digest of the newest descriptor. */
  descriptor: string | null;
  /** Keys named since, each list in its turn. */
  keys: (readonly string[])[];
  isClosed: boolean;
  offers: { id: string; to: string; home: string; document: string; expiresAt: number }[];
  cancelled: string[];
  answers: { offer: string; of: string; value: string; document: string | null }[];
};

type Options = {
  /** Works that are known already; the state changes them. */
  works: Map<string, LogWork>;
  /** Tells whether a manifest was erased for ever. */
  isBuried: (manifest: string) => boolean;
  /** What becomes of a work seen for the first time. */
  standing: () => Standing;
};

/**
 * Follows a log entry by entry: nothing but what it says, in its order.
 *
 * What contradicts the log itself is skipped and said; it never stops a log.
 */
export class LogState {
  readonly works: Map<string, LogWork>;
  /** Ids of works that may have changed. */
  readonly touched = new Set<string>();
  readonly news: LogNews = { descriptor: null, keys: [], isClosed: false, offers: [], cancelled: [], answers: [] };
  /** Manifests erased since. */
  private readonly _erased = new Set<string>();
  private readonly _options: Options;

  constructor(options: Options) {
    this._options = options;
    this.works = options.works;
  }

  /**
   * Applies the entry at an index.
   *
   * @returns why it was skipped, in words; null if it was not
   */
  apply(index: number, entry: LogEntry): string | null {
    switch (entry.t) {
      case 'publish':
        return this._publish(index, entry);
      case 'card':
        return this._replaceCard(entry);
      case 'withdraw':
        return this._withdraw(entry);
      case 'restore':
        return this._restore(entry);
      default:
        return this._hear(entry);
    }
  }

  private _hear(entry: Exclude<LogEntry, PublishEntry | CardEntry | WithdrawEntry | RestoreEntry>): null {
    const { news } = this;
    if (entry.t === 'hub') {
      news.descriptor = entry.d;
    } else if (entry.t === 'keys') {
      news.keys.push(entry.vkeys);
    } else if (entry.t === 'close') {
      news.isClosed = true;
    } else if (entry.t === 'answer') {
      news.answers.push({ offer: entry.o, of: entry.of, value: entry.val, document: entry.d ?? null });
    } else if ('op' in entry) {
      news.cancelled.push(entry.o);
    } else {
      const { o: id, to, w: home, d: document, exp } = entry;
      news.offers.push({ id, to, home, document, expiresAt: exp * 1000 });
    }
    return null;
  }

  private _publish(index: number, { w, v, m, c, ts }: PublishEntry): string | null {
    const work = this._work(w);
    if (work.state === 'erased') {
      return `Release ${v} of ${w} is of a work that was erased.`;
    }
    if (work.releases.has(v)) {
      return `Release ${v} of ${w} is there already.`;
    }
    if (this._erased.has(m) || this._options.isBuried(m)) {
      return `Release ${v} of ${w} was erased before.`;
    }
    work.releases.set(v, {
      label: v,
      entry: index,
      manifest: m,
      card: c,
      ...LIVE,
      publishedAt: ts * 1000
    });
    return null;
  }

  private _replaceCard({ w, v, c }: CardEntry): string | null {
    const release = this.works.get(w)?.releases.get(v);
    if (!release || release.state === 'erased') {
      return `The card of release ${v} of ${w} is of a release that is not there.`;
    }
    release.card = c;
    this.touched.add(w);
    return null;
  }

  private _withdraw({ w, v, scope, cat, ts }: WithdrawEntry): string | null {
    const work = this._work(w);
    const state: LogItemState = scope === 'retract' ? 'retracted' : 'erased';
    const cause = { state, scope, category: cat, withdrawnAt: ts * 1000 };
    if (v === undefined) {
      withdraw(work, cause);
      if (state === 'erased') {
        work.releases.forEach(release => this._withdrawRelease(release, cause));
      }
      return null;
    }
    const release = work.releases.get(v);
    if (release) {
      this._withdrawRelease(release, cause);
    } else if (state === 'erased') {
      // It must not come later.
      work.releases.set(v, { label: v, entry: -1, manifest: '', card: '', publishedAt: ts * 1000, ...cause });
    }
    return null;
  }

  private _withdrawRelease(release: LogRelease, cause: Cause): void {
    withdraw(release, cause);
    if (release.state === 'erased') {
      this._erased.add(release.manifest);
    }
  }

  private _restore({ w, v }: RestoreEntry): string | null {
    const work = this.works.get(w);
    const item = v === undefined ? work : work?.releases.get(v);
    if (item?.state !== 'retracted') {
      return `What ${w} restores is not retracted.`;
    }
    Object.assign(item, LIVE);
    this.touched.add(w);
    return null;
  }

  private _work(home: string): LogWork {
    this.touched.add(home);
    const known = this.works.get(home);
    if (known) {
      return known;
    }
    const work: LogWork = { home, ...LIVE, standing: this._options.standing(), releases: new Map() };
    this.works.set(home, work);
    return work;
  }
}

const LIVE = { state: 'live', scope: null, category: null, withdrawnAt: null } as const;

type Cause = Pick<LogWork, 'state' | 'scope' | 'category' | 'withdrawnAt'>;

/** What is erased stays so, and keeps its first reason unless a graver one comes. */
function withdraw(item: LogWork | LogRelease, cause: Cause): void {
  const isGraver = cause.scope === 'malware' || cause.scope === 'legal';
  if (item.state !== 'erased' || (cause.state === 'erased' && isGraver)) {
    Object.assign(item, cause);
  }
}

/** The works and manifests that some entries speak of. */
export function namedBy(entries: readonly LogEntry[]): { homes: string[]; manifests: string[] } {
  const homes = new Set<string>();
  const manifests = new Set<string>();
  for (const entry of entries) {
    if ('w' in entry && entry.t !== 'offer') {
      homes.add(entry.w);
    }
    if (entry.t === 'publish') {
      manifests.add(entry.m);
    }
  }
  return { homes: [...homes], manifests: [...manifests] };
}
