// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { sql } from 'kysely';
import type { AppContext } from './context.ts';
import { unlessLocked } from './db/lock.ts';
import { expireAnswers } from './idempotency.ts';
import { isFatal } from './refusals.ts';

const MINUTE_MS = 60_000;
const EXPIRE_EVERY_MS = 10 * MINUTE_MS;
const COLLECT_EVERY_MS = 6 * 60 * MINUTE_MS;
/** Packs checked each time: some gigabytes a day. */
const SCRUB_PACKS = 8;
/** Any number: held by whoever collects. */
const COLLECTOR_LOCK = 0x617474;

type Ports = Pick<AppContext, 'records' | 'clock' | 'log' | 'content' | 'change' | 'die'>;

/** What has to be done from time to time, one thing after another. */
export class Upkeep {
  private readonly _ports: Ports;
  private readonly _timers: NodeJS.Timeout[] = [];
  private _last: Promise<void> = Promise.resolve();
  private _isStopped = false;

  constructor(ports: Ports) {
    this._ports = ports;
  }

  /** Begins to do it by itself. */
  start(): void {
    this._timers.push(
      setInterval(() => void this.expire(), EXPIRE_EVERY_MS).unref(),
      setInterval(() => void this.collect(), COLLECT_EVERY_MS).unref()
    );
    void this.expire();
  }

  /** Removes what has expired, finishes erasing, and checks some packs. */
  expire(): Promise<void> {
    return this._do(async () => {
      const { change, clock, content, log, records } = this._ports;
      const now = clock.now();
      await change(async stores => {
        await stores.drafts.expire();
        await stores.tickets.expire(now - LIMITS.ticketLifeMs, now - LIMITS.ticketIdleMs);
      });
      await expireAnswers(records.db, now - LIMITS.idempotencyMs);
      await content.collector.erase();
      const broken = await content.collector.scrub(SCRUB_PACKS);
      if (broken.length > 0) {
        log.error('Stored content is broken; people who publish it again repair it.', { chunks: broken.length });
      }
    });
  }

  /** Frees the space of what nobody needs. */
  collect(): Promise<void> {
    return this._do(() => this._ports.content.collector.collect());
  }

  /** Removes what was erased from the disk, and from what the database keeps of deleted rows. */
  erase(): Promise<void> {
    return this._do(async () => {
      const { content, records } = this._ports;
      await content.collector.erase();
      if (records.engine === 'sqlite') {
        await sql`pragma wal_checkpoint(truncate)`.execute(records.db);
      }
    });
  }

  /** Waits for what is under way; does nothing any more. */
  async stop(): Promise<void> {
    this._isStopped = true;
    this._timers.forEach(timer => clearInterval(timer));
    await this._last;
  }

  private _do(act: () => Promise<void>): Promise<void> {
    this._last = this._last.then(async () => {
      if (this._isStopped) {
        return;
      }
      const { records, log, die } = this._ports;
      try {
        await unlessLocked(records, COLLECTOR_LOCK, act);
      } catch (error) {
        const fault = error as Error;
        log.error('Upkeep failed; it is tried again later.', { fault: fault.stack ?? fault.message });
        if (isFatal(fault)) {
          die(fault);
        }
      }
    });
    return this._last;
  }
}
