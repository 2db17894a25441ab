// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IndexCalls } from './index-calls.ts';
import { IndexRebuildingError } from './errors.ts';
import { BadRequestError, ServiceBusyError } from '../errors.ts';
import type { ILogger } from '../logger.ts';
import { Places } from '../rates.ts';
import type { Remote } from '../threads/remote.ts';
import { ThreadEndedError } from '../threads/remote.ts';
import { IndexLoop } from './index-loop.ts';
import type { ServicePlace } from './place.ts';
import type { SearchCalls } from './search-calls.ts';
import type { SearchAnswer, SearchRequest } from './searcher.ts';

/** Searches that may wait for a thread. */
const QUEUE = 64;

/** Finds works. */
export interface ISearch {
  /**
   * Searches among the works that somebody may see.
   *
   * @throws ServiceBusyError, IndexRebuildingError, BadRequestError for a cursor of another list
   */
  search(request: SearchRequest): Promise<SearchAnswer>;

  /** Says that the records changed; returns at once. */
  wake(): void;

  /** The number of the last change of the records that can be found. */
  applied(): number;

  /** Keeps the index up to date from now on. */
  start(): void;

  /** Waits until all that has changed so far can be found. */
  caughtUp(): Promise<void>;

  stop(): Promise<void>;
}

/** Searches in threads, because rooms and everybody else share the main one. */
export class Search implements ISearch {
  private readonly _options: Search.IOptions;
  private readonly _places: Places;
  private readonly _free: Remote<SearchCalls>[];
  private readonly _loop: IndexLoop;
  /** Threads that have the index open. */
  private readonly _open = new Set<Remote<SearchCalls>>();

  constructor(options: Search.IOptions) {
    this._options = options;
    this._free = [...options.search];
    this._places = new Places(this._free.length, QUEUE);
    this._loop = new IndexLoop({ ...options, pause: act => this._pause(act) });
  }

  async search(request: SearchRequest): Promise<SearchAnswer> {
    const { place } = this._options;
    return this._withThread(async thread => {
      this._open.add(thread);
      await thread.call('refresh', place);
      const { person, username, groups, canReadOwn } = request.asker;
      return thread.call('search', { place, request: { ...request, asker: { person, username, groups, canReadOwn } } });
    });
  }

  wake(): void {
    this._loop.wake();
  }

  applied(): number {
    return this._loop.applied;
  }

  start(): void {
    this._loop.start();
  }

  caughtUp(): Promise<void> {
    this._loop.start();
    return this._loop.idle();
  }

  async stop(): Promise<void> {
    await this._loop.stop();
    await this._pause(async () => undefined);
  }

  private async _withThread<T>(act: (thread: Remote<SearchCalls>) => Promise<T>): Promise<T> {
    const giveBack = await this._places.take();
    const thread = this._free.pop();
    try {
      // There are as many threads as places.
      return await (thread ? act(thread) : Promise.reject(new ServiceBusyError(1)));
    } catch (error) {
      throw refusalOf(error as Error);
    } finally {
      this._free.push(...(thread ? [thread] : []));
      giveBack();
    }
  }

  /** Does something while no thread has the index open. */
  private async _pause(act: () => Promise<void>): Promise<void> {
    const { search, place } = this._options;
    const places = await Promise.all(search.map(() => this._places.take()));
    try {
      // Those that never searched are not started for this.
      await Promise.all([...this._open].map(thread => thread.call('close', place)));
      this._open.clear();
      await act();
    } finally {
      places.forEach(giveBack => giveBack());
    }
  }
}

export declare namespace Search {
  interface IOptions {
    place: ServicePlace;
    index: Remote<IndexCalls>;
    /** At least one. */
    search: readonly Remote<SearchCalls>[];
    log: ILogger;
  }
}

/** Errors come from threads by their names. */
function refusalOf(error: Error): Error {
  if (error instanceof ThreadEndedError) {
    return new ServiceBusyError(2);
  }
  switch (error.name) {
    case 'IndexRebuildingError':
      return new IndexRebuildingError();
    case 'BadRequestError':
      return new BadRequestError(error.message);
    default:
      return error;
  }
}
