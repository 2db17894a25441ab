// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Rate } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ServiceBusyError, TooManyRequestsError } from './errors.ts';

const MINUTE_S = 60;

/** Digits of the hash that names an address: at most 65,536 counters, however many addresses somebody has. */
const ADDRESS_DIGITS = 4;

/** How many calls each person, ticket and address may make. */
export class Rates {
  private readonly _calls: Readonly<Record<Rate, RateLimiterMemory>> = {
    read: limiter(LIMITS.callsPerMinute),
    search: limiter(LIMITS.searchesPerMinute),
    write: limiter(LIMITS.writesPerMinute),
    transfer: limiter(LIMITS.transfersPerMinute)
  };
  private readonly _failures = limiter(LIMITS.failuresPerMinute);
  private readonly _tree = limiter(LIMITS.treeReadsPerMinute);

  /**
   * Counts a call.
   *
   * @param who - a person's id or a ticket's hash
   * @throws TooManyRequestsError
   */
  take(rate: Rate, who: string): Promise<void> {
    return consume(this._calls[rate], who);
  }

  /**
   * Counts a call that showed no right credential.
   *
   * @param address - the client's, not the proxy's; undefined over a Unix socket
   * @throws TooManyRequestsError
   */
  takeFailure(address: string | undefined): Promise<void> {
    return consume(this._failures, placeOf(address));
  }

  /**
   * Counts a call for a file of the log, by which other hubs follow this one.
   *
   * @param address - as `takeFailure` has it
   * @throws TooManyRequestsError
   */
  takeTree(address: string | undefined): Promise<void> {
    return consume(this._tree, placeOf(address));
  }

  /**
   * Refuses an address that has failed too often, before the hub is asked for it.
   *
   * @throws TooManyRequestsError
   */
  async demandFewFailures(address: string | undefined): Promise<void> {
    const counted = await this._failures.get(placeOf(address));
    if (counted && counted.consumedPoints > LIMITS.failuresPerMinute) {
      throw tooMany(counted);
    }
  }
}

function limiter(points: number): RateLimiterMemory {
  return new RateLimiterMemory({ points, duration: MINUTE_S });
}

async function consume(bucket: RateLimiterMemory, key: string): Promise<void> {
  try {
    await bucket.consume(key);
  } catch (refusal) {
    throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
  }
}

function placeOf(address = 'socket'): string {
  return hash('sha256', address, 'hex').slice(0, ADDRESS_DIGITS);
}

function tooMany({ msBeforeNext }: RateLimiterRes): TooManyRequestsError {
  return new TooManyRequestsError(Math.max(1, Math.ceil(msBeforeNext / 1000)));
}

/** Lets few calls work at once; some wait, the rest is sent away. */
export class Places {
  private readonly _running: number;
  private readonly _queued: number;
  private readonly _waiting: (() => void)[] = [];
  private _free: number;

  constructor(running: number, queued: number) {
    this._running = running;
    this._queued = queued;
    this._free = this._running;
  }

  /**
   * Waits for a place.
   *
   * @returns gives the place back; may be called again
   * @throws ServiceBusyError when too many wait already
   */
  async take(): Promise<() => void> {
    if (this._free > 0) {
      this._free -= 1;
    } else if (this._waiting.length < this._queued) {
      await new Promise<void>(resolve => this._waiting.push(resolve));
    } else {
      throw new ServiceBusyError(30);
    }
    let isGiven = false;
    return () => {
      if (!isGiven) {
        isGiven = true;
        this._giveBack();
      }
    };
  }

  private _giveBack(): void {
    const next = this._waiting.shift();
    if (next) {
      next();
    } else {
      this._free += 1;
    }
  }
}
