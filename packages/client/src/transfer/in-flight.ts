// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Works on items as they come, several at once; the next item is asked for when there is room.
 *
 * @param limit - how many are worked on at once
 * @param work - gets a signal that is aborted as soon as another item failed
 * @throws the first failure, after everything has ended
 */
export async function inFlight<T>(
  items: AsyncIterable<T> | Iterable<T>,
  limit: number,
  work: (item: T, signal: AbortSignal) => Promise<void>
): Promise<void> {
  const running = new Set<Promise<void>>();
  const stop = new AbortController();
  const failures: unknown[] = [];
  const fail = (error: unknown): void => {
    failures.push(error);
    stop.abort(error);
  };
  try {
    for await (const item of items) {
      const run: Promise<void> = work(item, stop.signal)
        .catch(fail)
        .finally(() => running.delete(run));
      running.add(run);
      if (running.size >= limit) {
        await Promise.race(running);
      }
      if (failures.length > 0) {
        break;
      }
    }
  } catch (error) {
    fail(error);
  }
  await Promise.all(running);
  if (failures.length > 0) {
    throw failures[0];
  }
}
