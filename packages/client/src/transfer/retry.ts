// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { AtriumError } from '../error.ts';

/** How waiting between tries is done. */
export interface IPatience {
  signal?: AbortSignal | undefined;
  /** Waits; rejects with the signal's reason as soon as it is aborted. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** Called before each wait. */
  onWait: (ms: number) => void;
}

/** Together two minutes, in which a service restarts; after that the person decides. */
const WAITS_MS: readonly number[] = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];
const LONGEST_WAIT_MS = 60_000;

const PASSING: ReadonlySet<string> = new Set(['unreachable', 'service-busy', 'hub-unreachable', 'too-many-requests']);

/**
 * Calls until it succeeds, while the trouble is one that passes.
 *
 * @throws what the call threw last
 */
export async function withRetries<T>(call: () => Promise<T>, patience: IPatience): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const wait = WAITS_MS[tries];
      if (wait === undefined || !(error instanceof AtriumError) || !PASSING.has(error.code)) {
        throw error;
      }
      const asked = Math.min(error.retryInMs ?? wait, LONGEST_WAIT_MS);
      patience.onWait(asked);
      await patience.sleep(asked, patience.signal);
    }
  }
}

/** Waits by the clock; rejects with the signal's reason as soon as it is aborted. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) {
      stop();
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
