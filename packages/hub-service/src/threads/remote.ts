// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ResourceLimits, Transferable, Worker } from 'node:worker_threads';
import type { Answer, ThreadKind } from './thread.ts';
import { startThread } from './thread.ts';

const LOOK_EVERY_MS = 500;

/** What a call of a thread gives back, and the memory it hands over instead of copying. */
export type Handed<T> = { value: T; transfer?: ArrayBuffer[] };

/** The calls of a thread, by name. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- parameters differ; `Remote` restores their types
export type Calls = Readonly<Record<string, (argument: any) => Handed<unknown> | Promise<Handed<unknown>>>>;

type Argument<C extends Calls, K extends keyof C> = Parameters<C[K]>[0];
type Value<C extends Calls, K extends keyof C> = Awaited<ReturnType<C[K]>>['value'];

/** A thread that ended before it answered: out of memory, out of time or stopped. */
export class ThreadEndedError extends Error {
  override name = 'ThreadEndedError';
}

type Pending = { resolve: (value: never) => void; reject: (error: Error) => void; timer: NodeJS.Timeout | null };

/** How a thread is kept. */
export type RemoteOptions = {
  /** Ends after that long without a call, in ms. */
  idleMs: number;
  /**
   * Is thrown away if a call takes more processor time, in ms: on a busy machine the clock says nothing.
   * Default: it may take any time.
   */
  cpuMs?: number;
  /** Calls that may take any time all the same. */
  untimed?: readonly string[];
  /** Calls are done one after another, each without waiting for anything: only the one that is being done is timed. */
  isInOrder?: boolean;
  /** How often the time is looked at, in ms. Default: 500. */
  lookEveryMs?: number;
  limits?: ResourceLimits;
};

/** Calls the functions of a thread; starts it at the first call and again after it ended. */
export class Remote<C extends Calls> {
  private readonly _kind: ThreadKind;
  private readonly _options: RemoteOptions;
  private readonly _pending = new Map<number, Pending>();
  private _worker: Worker | null = null;
  private _idle: NodeJS.Timeout | null = null;
  private _next = 0;

  constructor(kind: ThreadKind, options: RemoteOptions) {
    this._kind = kind;
    this._options = options;
  }

  /**
   * Calls a function of the thread.
   *
   * @param transfer - memory of the argument to hand over; it is gone here afterwards
   * @throws ThreadEndedError; else what the function threw, as an Error of the same name
   */
  call<K extends keyof C & string>(
    name: K,
    argument: Argument<C, K>,
    transfer: readonly Transferable[] = []
  ): Promise<Value<C, K>> {
    const worker = (this._worker ??= this._start());
    const id = this._next++;
    this._cancelIdle();
    worker.ref();
    return new Promise((resolve, reject) => {
      this._pending.set(id, { resolve, reject, timer: this._watch(worker, name, id) });
      worker.postMessage({ id, name, argument: argument as unknown }, transfer);
    });
  }

  /** Calls under way or waiting. */
  get waiting(): number {
    return this._pending.size;
  }

  /** Ends the thread; calls under way are rejected. */
  async stop(): Promise<void> {
    this._cancelIdle();
    await this._worker?.terminate();
  }

  private _start(): Worker {
    const worker = startThread(this._kind, this._options.limits);
    worker.on('message', (answer: Answer) => this._settle(answer));
    worker.once('error', (error: Error) => this._end(worker, error));
    worker.once('exit', () => this._end(worker, null));
    return worker;
  }

  private _settle(answer: Answer): void {
    const pending = this._pending.get(answer.id);
    this._pending.delete(answer.id);
    clearInterval(pending?.timer ?? undefined);
    if ('error' in answer) {
      const error = new Error(answer.error.message);
      error.name = answer.error.name;
      pending?.reject(error);
    } else {
      pending?.resolve(answer.value as never);
    }
    if (this._pending.size === 0 && this._worker) {
      this._worker.unref();
      this._idle = setTimeout(() => void this.stop(), this._options.idleMs).unref();
    }
  }

  private _end(worker: Worker, error: Error | null): void {
    if (this._worker !== worker) {
      return;
    }
    this._worker = null;
    const pending = [...this._pending.values()];
    this._pending.clear();
    for (const each of pending) {
      clearInterval(each.timer ?? undefined);
      each.reject(new ThreadEndedError(error?.message ?? 'The thread was stopped.'));
    }
  }

  private _watch(worker: Worker, name: string, id: number): NodeJS.Timeout | null {
    const { cpuMs, untimed = [], isInOrder = false, lookEveryMs = LOOK_EVERY_MS } = this._options;
    if (cpuMs === undefined || untimed.includes(name)) {
      return null;
    }
    let start: number | null = null;
    const look = async (): Promise<void> => {
      if (isInOrder && this._pending.keys().next().value !== id) {
        return;
      }
      const { user, system } = await worker.cpuUsage();
      const used = (user + system) / 1000;
      start ??= used;
      if (used - start > cpuMs) {
        await worker.terminate();
      }
    };
    // A thread that has ended cannot be asked, and need not.
    return setInterval(() => void look().catch(() => undefined), lookEveryMs);
  }

  private _cancelIdle(): void {
    if (this._idle) {
      clearTimeout(this._idle);
      this._idle = null;
    }
  }
}
