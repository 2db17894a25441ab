// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Space } from '../content/disk.ts';
import type { LogStatus } from '../log/hub-log.ts';
import type { Counts } from './store.ts';

const CALL_SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10];
const WRITE_SECONDS = [0.001, 0.005, 0.02, 0.1, 0.5, 2];

const KINDS = ['people', 'works', 'releases', 'sessions', 'openDrafts', 'sealedDrafts', 'packs'] as const;

/** What is looked up when somebody reads the metrics. */
export type Looked = {
  counts: Counts;
  space: Space;
  /** This hub's own log. */
  log: LogStatus;
  /** Changes that cannot be found yet. */
  searchPending: number;
  /** The state of each followed hub. */
  peers: readonly string[];
  /** What goes on in rooms, by kind. */
  rooms: Readonly<Record<string, number>>;
  /** Calls that wait for a thread, by its name. */
  waiting: Readonly<Record<string, number>>;
};

/** Counts what the service does, for Prometheus. */
export class Metrics {
  private readonly _registry = new Registry();
  private readonly _calls = this._counter('calls_total', 'Answers by operation or page, and status.', [
    'name',
    'status'
  ]);
  private readonly _seconds = this._histogram('call_seconds', 'Time to answer.', CALL_SECONDS, ['name']);
  private readonly _writes = this._histogram('transaction_seconds', 'Time of a transaction.', WRITE_SECONDS, []);
  private readonly _bytes = this._counter('bytes_total', 'Bytes of bodies received and sent.', ['direction']);
  private readonly _state = this._gauge('records', 'Records there are.', ['kind']);
  private readonly _store = this._gauge('store_bytes', 'Bytes of content on disk.', []);
  private readonly _lost = this._gauge('store_lost_chunks', 'Chunks that were found broken or missing.', []);
  private readonly _disk = this._gauge('disk_bytes', 'The disk that holds the data.', ['kind']);
  private readonly _pending = this._gauge('search_pending_changes', 'Changes that cannot be found yet.', []);
  private readonly _lines = this._gauge('log_entries', 'Signed lines of the log for other hubs.', []);
  private readonly _stopped = this._gauge('log_stopped', '1 while nothing can be signed.', []);
  private readonly _waiting = this._gauge('thread_waiting_calls', 'Calls that wait for a thread.', ['thread']);
  private readonly _polls = this._counter('peer_polls_total', 'Times followed hubs were asked.', ['outcome']);
  private readonly _peers = this._gauge('peers', 'Followed hubs by state.', ['state']);
  private readonly _rooms = this._gauge('rooms', 'Rooms while people are in them.', ['kind']);
  private readonly _loop = this._gauge('event_loop_delay_seconds', 'Delay of the event loop since the last read.', [
    'quantile'
  ]);
  private readonly _memory = this._gauge('process_memory_bytes', 'Memory of the process.', ['kind']);
  private readonly _delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this._delay.enable();
  }

  /** Notes an answer. */
  answered({ name, status, ms, received, sent }: Metrics.IAnswer): void {
    this._calls.inc({ name, status: String(status) });
    this._seconds.observe({ name }, ms / 1000);
    this._bytes.inc({ direction: 'received' }, received);
    this._bytes.inc({ direction: 'sent' }, sent);
  }

  /** Notes what came of asking a followed hub. */
  polled(outcome: string): void {
    this._polls.inc({ outcome });
  }

  /** Notes how long a transaction took. */
  wrote(ms: number): void {
    this._writes.observe(ms / 1000);
  }

  /** Writes all numbers as Prometheus reads them. */
  async write({ counts, space, searchPending, peers, waiting, rooms, log }: Looked): Promise<string> {
    for (const kind of KINDS) {
      this._state.set({ kind }, counts[kind]);
    }
    this._store.set(counts.packBytes);
    this._lost.set(counts.lostChunks);
    this._disk.set({ kind: 'free' }, space.free);
    this._disk.set({ kind: 'total' }, space.total);
    this._peers.reset();
    peers.forEach(state => this._peers.inc({ state }));
    this._pending.set(searchPending);
    this._lines.set(log.kind === 'well' ? log.size : 0);
    this._stopped.set(log.kind === 'stopped' ? 1 : 0);
    Object.entries(rooms).forEach(([kind, count]) => this._rooms.set({ kind }, count));
    Object.entries(waiting).forEach(([thread, calls]) => this._waiting.set({ thread }, calls));
    for (const quantile of [50, 99, 100]) {
      this._loop.set({ quantile: String(quantile / 100) }, this._delay.percentile(quantile) / 1e9);
    }
    this._delay.reset();
    const { rss, heapUsed } = process.memoryUsage();
    this._memory.set({ kind: 'resident' }, rss);
    this._memory.set({ kind: 'heap' }, heapUsed);
    return this._registry.metrics();
  }

  get contentType(): string {
    return this._registry.contentType;
  }

  stop(): void {
    this._delay.disable();
  }

  private _counter<L extends string>(name: string, help: string, labelNames: L[]): Counter<L> {
    return new Counter({ name: `atrium_${name}`, help, labelNames, registers: [this._registry] });
  }

  private _gauge<L extends string>(name: string, help: string, labelNames: L[]): Gauge<L> {
    return new Gauge({ name: `atrium_${name}`, help, labelNames, registers: [this._registry] });
  }

  private _histogram<L extends string>(name: string, help: string, buckets: number[], labelNames: L[]): Histogram<L> {
    return new Histogram({ name: `atrium_${name}`, help, buckets, labelNames, registers: [this._registry] });
  }
}

export declare namespace Metrics {
  interface IAnswer {
    /** Id of the operation or page. */
    name: string;
    status: number;
    ms: number;
    /** Bytes of the bodies. */
    received: number;
    sent: number;
  }
}
