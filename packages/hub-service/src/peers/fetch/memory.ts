// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../../clock.ts';

const FAILURES = 5;
const FIRST_REST_MS = 30_000;
const LONGEST_REST_MS = 15 * 60_000;
const MISSING_MS = 60_000;
/** Hosts and addresses remembered; beyond, the oldest are forgotten. */
const MOST = 2000;

/** Remembers hosts that fail again and again, and files that were not there, so that they are let alone for a while. */
export class Memory {
  private readonly _clock: IClock;
  private readonly _hosts = new Map<string, { failures: number; until: number }>();
  private readonly _missing = new Map<string, number>();

  constructor(clock: IClock) {
    this._clock = clock;
  }

  /** Until when a host is let alone, in ms; 0: not at all. */
  restOf(host: string): number {
    const until = this._hosts.get(host)?.until ?? 0;
    return until > this._clock.now() ? until : 0;
  }

  failed(host: string): void {
    const failures = (this._hosts.get(host)?.failures ?? 0) + 1;
    const rest = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** Math.max(0, failures - FAILURES));
    keep(this._hosts, host, { failures, until: failures < FAILURES ? 0 : this._clock.now() + rest });
  }

  answered(host: string): void {
    this._hosts.delete(host);
  }

  isMissing(url: string): boolean {
    return (this._missing.get(url) ?? 0) > this._clock.now();
  }

  missed(url: string): void {
    keep(this._missing, url, this._clock.now() + MISSING_MS);
  }

  /** Lets a host be asked at once, as an admin wants. */
  forget(host: string): void {
    this._hosts.delete(host);
    for (const url of this._missing.keys()) {
      if (url.includes(`//${host.replace(/:(443|80)$/, '')}`)) {
        this._missing.delete(url);
      }
    }
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > MOST) {
    map.delete(map.keys().next().value as string);
  }
}
