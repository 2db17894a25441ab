// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IIndexWriter } from './engine.ts';
import type { IndexerOptions } from './indexer.ts';
import { Indexer } from './indexer.ts';
import type { IIndexPlace } from './place.ts';
import { INDEX_VERSION } from './place.ts';

/** What a step came to. */
export type Step = {
  /** There is more to do now. */
  readonly hasMore: boolean;
  /** The next index is ready: pause all searching, then swap. */
  readonly isBuilt: boolean;
  /** Changes of the records up to this number are in. */
  readonly applied: number;
};

const IDLE: Step = { hasMore: false, isBuilt: false, applied: 0 };

/** Notes of changes that are kept although every index has them, and how often the others are removed. */
const KEPT_CHANGES = 1000;
const FORGET_EVERY = 5000;

type Held = { writer: IIndexWriter; indexer: Indexer };

/** Keeps an index: applies changes as they come, and builds the next one where the current one will not do. */
export class IndexKeeper {
  private readonly _place: IIndexPlace;
  private readonly _sources: Omit<IndexerOptions, 'writer'>;
  private _isOpen = false;
  private _forgotten = 0;
  private _current: Held | null = null;
  private _next: (Held & { after: string | null }) | null = null;

  constructor(place: IIndexPlace, sources: Omit<IndexerOptions, 'writer'>) {
    this._place = place;
    this._sources = sources;
  }

  /** Does a little of what there is to do; only one call at a time. */
  async step(): Promise<Step> {
    if (!this._isOpen) {
      if (!(await this._place.hold())) {
        return { ...IDLE, applied: await this._place.applied() };
      }
      await this._open();
    }
    if (!this._next) {
      return this._keep();
    }
    // The old index still decides who finds what.
    await this._current?.indexer.catchUpFacts();
    return this._build(this._next);
  }

  /** Puts the next index in the current one's place; nobody may search meanwhile. */
  async swap(): Promise<void> {
    await this._closeWriters();
    await this._place.swap();
    await this._open();
  }

  async close(): Promise<void> {
    await this._closeWriters();
    await this._place.close();
  }

  private async _keep(): Promise<Step> {
    if (!this._current) {
      return IDLE;
    }
    const hasMore = await this._current.indexer.catchUp();
    const { applied, isPurgeDue } = await this._current.writer.state();
    if (!hasMore && isPurgeDue) {
      await this._current.writer.purge(Date.now());
    }
    if (applied - this._forgotten >= FORGET_EVERY) {
      // Some are kept: they show which changes an index restored from elsewhere missed.
      await this._sources.changes.forget(applied - KEPT_CHANGES);
      this._forgotten = applied;
    }
    return { hasMore, isBuilt: false, applied };
  }

  private async _build(next: Held & { after: string | null }): Promise<Step> {
    if (next.after !== null) {
      next.after = await next.indexer.buildSome(next.after);
      return { ...IDLE, hasMore: true };
    }
    if (await next.indexer.catchUp()) {
      return { ...IDLE, hasMore: true };
    }
    await next.writer.complete();
    return { ...IDLE, isBuilt: true };
  }

  private async _open(): Promise<void> {
    const writer = await this._place.current();
    const fitness = writer ? await this._fitness(writer) : 'none';
    this._current = writer && fitness !== 'none' ? this._held(writer) : null;
    if (writer && fitness === 'none') {
      await writer.close();
    }
    if (fitness !== 'good') {
      await this._begin();
    }
    this._isOpen = true;
  }

  private async _begin(): Promise<void> {
    const writer = await this._place.next();
    // What changes from here on is applied after all works are in.
    const bounds = await this._sources.changes.bounds();
    await writer.index({ works: [], gone: [], applied: bounds?.last ?? 0, isErasing: false });
    this._next = { ...this._held(writer), after: '' };
  }

  /** `old`: made by another version. `none`: changes between it and the records are lost. */
  private async _fitness(writer: IIndexWriter): Promise<'good' | 'old' | 'none'> {
    try {
      const { version, applied, isComplete } = await writer.state();
      const bounds = (await this._sources.changes.bounds()) ?? { first: 1, last: 0 };
      if (!isComplete || applied > bounds.last || applied < bounds.first - 1) {
        return 'none';
      }
      return version === INDEX_VERSION ? 'good' : 'old';
    } catch {
      return 'none';
    }
  }

  private _held(writer: IIndexWriter): Held {
    return { writer, indexer: new Indexer({ ...this._sources, writer }) };
  }

  private async _closeWriters(): Promise<void> {
    await this._current?.writer.close();
    await this._next?.writer.close();
    this._current = null;
    this._next = null;
    this._isOpen = false;
  }
}
