// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../clock.ts';
import type { Database } from '../db/schema.ts';
import { unlessLocked } from '../db/lock.ts';
import type { Records } from '../db/database.ts';
import type { ILogger } from '../logger.ts';
import type { Stores } from '../stores.ts';
import type { ForeignContent } from './content/foreign-content.ts';
import { mirror } from './content/mirror.ts';
import type { PeerFetch } from './fetch/index.ts';
import { PeerQuotaError } from './follower/errors.ts';
import { type FollowPorts, pollOnce } from './follower/poll.ts';
import { scheduleAfter, scheduleAfterFault, verdictOn } from './follower/schedule.ts';
import { type Candidate, inspectHub } from './inspect.ts';
import { isReviewed } from './policy.ts';
import type { PeerMode, PeerRow } from './store.ts';

const TICK_MS = 15_000;
/** Hubs asked at once. */
const AT_ONCE = 4;
/** Any number: held by whoever follows. */
const FOLLOW_LOCK = 0x617070;
const ARRANGED_AT_ONCE = 500;

/** Follows other hubs: asks them in time, and does what admins decide. */
export class Following {
  readonly fetch: PeerFetch;
  private readonly _options: Following.IOptions;
  private readonly _running = new Map<string, Promise<void>>();
  private _timer: NodeJS.Timeout | null = null;
  private _isStopped = false;
  private _last: Promise<void> = Promise.resolve();

  constructor(options: Following.IOptions) {
    this._options = options;
    this.fetch = options.fetch;
  }

  /** Begins to ask by itself. */
  start(): void {
    this._timer ??= setInterval(() => void this.tick(), TICK_MS).unref();
    void this.tick();
  }

  /** Asks all whose time has come. */
  tick(): Promise<void> {
    this._last = this._last.then(async () => {
      const { records, stores, clock } = this._options;
      await unlessLocked(records, FOLLOW_LOCK, async () => {
        const due = await stores.peers.due(clock.now());
        const next = async (): Promise<void> => {
          for (let id = due.shift(); id !== undefined && !this._isStopped; id = due.shift()) {
            await this._ask(id);
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, next));
      }).catch((error: Error) => this._log(error));
    });
    return this._last;
  }

  /** Asks a hub now; what comes of it stands in its row. */
  async check(id: string): Promise<void> {
    const peer = await this._options.stores.peers.find(id);
    if (peer) {
      [peer.address, ...peer.bases].forEach(each => this.fetch.retry(each));
      await this._ask(id);
    }
  }

  /** Looks at a hub before it is followed. */
  inspect(address: string): Promise<Candidate> {
    return inspectHub(this.fetch, address);
  }

  /** Waits for what is under way; does nothing any more. */
  async stop(): Promise<void> {
    this._isStopped = true;
    clearInterval(this._timer ?? undefined);
    await this.fetch.stop();
    await this._last;
    await Promise.allSettled(this._running.values());
  }

  private _ask(id: string): Promise<void> {
    const running = this._running.get(id);
    if (running) {
      return running;
    }
    const asking = this._askOnce(id).finally(() => this._running.delete(id));
    this._running.set(id, asking);
    return asking;
  }

  private async _askOnce(id: string): Promise<void> {
    const { stores, clock, ports } = this._options;
    const before = await stores.peers.find(id);
    if (!before || before.mode === 'blocked' || before.state === 'paused') {
      return;
    }
    try {
      const hasChanged = await pollOnce(ports, id);
      await this._succeeded(id, hasChanged);
      this._options.onPoll('ok');
      await this._mirror(id);
    } catch (error) {
      this._options.onPoll(verdictOn(error)?.state ?? 'failed');
      if (!this._isStopped) {
        await this._failed(before, error, clock.now());
      }
    }
  }

  private async _succeeded(id: string, hasChanged: boolean): Promise<void> {
    const { stores, clock } = this._options;
    const peer = await stores.peers.find(id);
    if (!peer) {
      return;
    }
    const now = clock.now();
    const isWell = peer.state !== 'left' && peer.state !== 'paused';
    await this._options.change(async inside => {
      await inside.peers.change(id, {
        ...scheduleAfter(peer, { now, hasChanged, chance: this._chance() }),
        ...(isWell ? { state: 'following' as const, fault: null } : {}),
        failures: 0,
        polledAt: now,
        succeededAt: now
      });
      const isOver = peer.review !== 'all' && !isReviewed(peer, now, await inside.foreign.countApproved(id));
      const freed = isOver ? await inside.foreign.setStanding(id, 'waiting', 'none', null) : [];
      await inside.shelf.arrange(peer, freed);
    });
  }

  private async _mirror(id: string): Promise<void> {
    const { stores, content } = this._options;
    if ((await stores.peers.find(id))?.mode === 'mirrored' && !this._isStopped) {
      await mirror(stores, content, id);
    }
  }

  private async _failed(peer: PeerRow, error: unknown, now: number): Promise<void> {
    const verdict = verdictOn(error);
    if (!verdict) {
      this._log(error as Error);
    }
    const { state, fault } = verdict ?? { state: peer.state, fault: 'Something went wrong here; it is in the log.' };
    await this._options.change(async stores => {
      await stores.peers.change(peer.id, {
        ...scheduleAfterFault(peer, error, { now, chance: this._chance() }),
        state,
        fault,
        ...(error instanceof PeerQuotaError ? { seenSize: error.size } : {}),
        failures: peer.failures + 1,
        polledAt: now
      });
      const isNew = state !== peer.state && (state === 'refused' || state === 'paused');
      if (isNew) {
        await stores.audit.append({
          person: peer.followedBy,
          tokenId: null,
          act: state === 'refused' ? 'peer.refused' : 'peer.paused',
          object: peer.id,
          detail: { why: fault }
        });
      }
    });
  }

  private _chance(): number {
    return (this._options.clock.random(1)[0] ?? 0) / 256;
  }

  private _log(error: Error): void {
    this._options.log.error('Following another hub failed; it is tried again later.', {
      fault: error.stack ?? error.message
    });
  }
}

export declare namespace Following {
  interface IOptions {
    fetch: PeerFetch;
    records: Records;
    stores: Stores;
    clock: IClock;
    log: ILogger;
    change: <T>(act: (stores: Stores, db: Database) => Promise<T>) => Promise<T>;
    ports: FollowPorts;
    content: ForeignContent;
    /** Told of each poll. */
    onPoll: (outcome: string) => void;
  }
}

/** Draws the gallery's rows of all works of a hub anew, after its mode or name changed. */
export async function arrangeAll(stores: Pick<Stores, 'foreign' | 'shelf'>, peer: PeerRow): Promise<void> {
  for (let after = ''; ;) {
    const homes = await stores.foreign.homes(peer.id, after, ARRANGED_AT_ONCE);
    await stores.shelf.arrange(peer, homes);
    after = homes.at(-1) ?? '';
    if (homes.length < ARRANGED_AT_ONCE) {
      return;
    }
  }
}

/** Changes what a hub may bring; blocking takes all of its works away at once. */
export async function setMode(stores: Stores, peer: PeerRow, mode: PeerMode): Promise<void> {
  const isReset = mode === 'blocked' || peer.mode === 'blocked';
  if (isReset) {
    // Unblocked, its log is read from the beginning: nothing of it was kept.
    await stores.shelf.clear(peer.id);
    await stores.peers.change(peer.id, {
      mode,
      size: 0,
      range: [],
      etag: null,
      freeSize: Math.max(peer.freeSize, peer.size)
    });
    await stores.peers.change(peer.id, { nextPollAt: 0, state: 'following', fault: null });
    return;
  }
  await stores.peers.change(peer.id, { mode });
  await arrangeAll(stores, { ...peer, mode });
}
