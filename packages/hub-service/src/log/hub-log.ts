// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IClock } from '../clock.ts';
import { DurabilityError } from '../content/packs.ts';
import type { Records } from '../db/database.ts';
import { unlessLocked } from '../db/lock.ts';
import type { ILogger } from '../logger.ts';
import type { Stores } from '../stores.ts';
import { settleDescriptor } from './describe-hub.ts';
import { LogStoppedError } from './faults.ts';
import { fingerprintOf, parseVkey } from './format/index.ts';
import { openGeneration } from './generations.ts';
import type { KeyRing } from './keys.ts';
import { compareLog, extendLog, LostTreeError, type Published, type Standing } from './publish-log.ts';
import { readTail, reimport } from './reimport.ts';
import { endRotation, pruneKeys } from './rotation.ts';
import { type LogSettings, settleWorks } from './settle.ts';
import type { LogHead } from './store.ts';
import type { ITree } from './tree.ts';
import { logFolder } from './write-tiles.ts';

/** Checkpoints are at least so far apart. */
const CHECKPOINT_MS = 1000;
/** Entries may also come from the operator's program, and a fault may end by itself. */
const LOOK_EVERY_MS = 30_000;
/** Any number: held by whoever publishes. */
const PUBLISH_LOCK = 0x666564;

/** How this hub's log is. */
export type LogStatus =
  | { kind: 'off' }
  | { kind: 'well'; generation: number; size: number; fingerprint: string; isRotating: boolean }
  /** Nothing is signed; the words are for operators. */
  | { kind: 'stopped'; why: string };

/** Publishes the log's entries: writes their files, proves them, signs. */
export class HubLog {
  private readonly _ports: HubLog.IOptions;
  private readonly _timers: NodeJS.Timeout[] = [];
  private _last: Promise<void> = Promise.resolve();
  private _published: Published | null = null;
  private _status: LogStatus = { kind: 'off' };
  private _isChecked = false;
  private _wakeUp: NodeJS.Timeout | null = null;
  private _isStopped = false;

  constructor(options: HubLog.IOptions) {
    this._ports = options;
  }

  /** How the log was when it was looked at last. */
  get status(): LogStatus {
    return this._status;
  }

  /** Begins to publish by itself. */
  start(): void {
    this._timers.push(setInterval(() => void this.publish(), LOOK_EVERY_MS).unref());
    void this.publish();
  }

  /** Publishes soon; what happens within a second gets one checkpoint. */
  wake(): void {
    if (!this._wakeUp && !this._isStopped && this._timers.length > 0) {
      this._wakeUp = setTimeout(() => {
        this._wakeUp = null;
        void this.publish();
      }, CHECKPOINT_MS).unref();
    }
  }

  /** Publishes what is not published yet. Faults are noted, and tried again later. */
  publish(): Promise<void> {
    this._last = this._last.then(async () => {
      if (this._isStopped) {
        return;
      }
      try {
        await unlessLocked(this._ports.records, PUBLISH_LOCK, () => this._publish());
      } catch (error) {
        this._note(error as Error);
      }
    });
    return this._last;
  }

  /** Waits for what is under way; does nothing any more. */
  async stop(): Promise<void> {
    this._isStopped = true;
    this._timers.forEach(timer => clearInterval(timer));
    clearTimeout(this._wakeUp ?? undefined);
    await this._last;
  }

  private async _publish(): Promise<void> {
    const { stores } = this._ports;
    if (!(await stores.entries.head())) {
      this._status = { kind: 'off' };
      return;
    }
    await this._catchUp();
    // A rotation is named by the descriptor of the checkpoint after it.
    for (let round = 0; round < 2; round++) {
      await this._settle();
      await this._extend();
    }
    const head = await this._demandHead();
    await this._writeBeside(head);
    pruneKeys(this._ports, head.vkeys);
    this._status = wellOf(head, this._published?.range.size ?? 0);
  }

  /** Once a start, and after a fault: does the database know all that was signed? */
  private async _catchUp(): Promise<void> {
    if (this._isChecked) {
      return;
    }
    const { stores, tree, change } = this._ports;
    try {
      const { kind, published } = await this._compare();
      if (kind === 'behind' && published.bytes) {
        const tail = await readTail(stores, tree, await this._demandHead(), published.bytes);
        await change(async inside => {
          await inside.entries.lock();
          await reimport(inside, await this._demandHead(inside), tail);
          await settleWorks(this._ports, inside, await inside.logged.concerned());
        });
        this._ports.log.warn('The database was older than the log; what was missing was read back.', {
          entries: tail.length
        });
      }
    } catch (error) {
      if (!(error instanceof LostTreeError)) {
        throw error;
      }
      const generation = await change(inside => openGeneration(this._ports, inside, { kind: 'log' }));
      this._ports.log.warn('The files of the log were gone; a new generation was opened.', { generation });
    }
    this._isChecked = true;
  }

  /** Writes entries that follow from settings and time. */
  private async _settle(): Promise<void> {
    await this._ports.change(async stores => {
      await stores.entries.lock();
      await endRotation(this._ports, stores);
      await settleDescriptor(this._ports, stores);
    });
  }

  private async _extend(): Promise<void> {
    const standing = await this._compare();
    if (standing.kind === 'behind') {
      throw new LogStoppedError('More was published than the database has. Start the service anew.');
    }
    this._published = standing.published;
    if (standing.kind === 'ahead') {
      const head = await this._demandHead();
      if (head.statement) {
        await this._put(`generations/${head.generation}`, head.statement);
      }
      this._published = await extendLog(this._ports, head, standing);
      await this._ports.stores.entries.change(head.generation, { checkpoint: this._published.bytes });
    }
  }

  private async _compare(): Promise<Standing> {
    return compareLog(this._ports, await this._demandHead(), this._published);
  }

  /** Files that only help to find the log; and those of logs that a newer one replaced go. */
  private async _writeBeside({ descriptor, generation }: LogHead): Promise<void> {
    const { stores, tree } = this._ports;
    const bytes = descriptor && (await stores.entries.documents([descriptor])).get(descriptor);
    if (bytes) {
      await this._put('hub.json', bytes);
    }
    for (let old = generation - 1; old > 0 && (await tree.read(`${logFolder(old)}checkpoint`)); old--) {
      await tree.remove(`log/${old}`);
    }
  }

  private async _put(path: string, bytes: Uint8Array): Promise<void> {
    const { tree } = this._ports;
    const there = await tree.read(path);
    if (!there || !Buffer.from(there).equals(bytes)) {
      await tree.write(path, bytes);
    }
  }

  private async _demandHead(stores: Stores = this._ports.stores): Promise<LogHead> {
    const head = await stores.entries.head();
    if (!head) {
      throw new LogStoppedError('The network was turned off.');
    }
    return head;
  }

  private _note(error: Error): void {
    this._isChecked = false;
    this._published = null;
    const isKnown = error instanceof LogStoppedError;
    const why = isKnown ? error.message : 'Publishing to the network failed; look into the log of the service.';
    if (this._status.kind !== 'stopped' || this._status.why !== why) {
      this._ports.log.error('Nothing is signed for the network.', {
        fault: isKnown ? error.message : (error.stack ?? error.message)
      });
    }
    this._status = { kind: 'stopped', why };
    if (error instanceof DurabilityError) {
      this._ports.die(error);
    }
  }
}

function wellOf({ generation, vkeys }: LogHead, size: number): LogStatus {
  const newest = vkeys.at(-1);
  return {
    kind: 'well',
    generation,
    size,
    fingerprint: newest === undefined ? '' : fingerprintOf(parseVkey(newest)),
    isRotating: vkeys.length > 1
  };
}

export declare namespace HubLog {
  interface IOptions {
    config: LogSettings;
    clock: IClock;
    log: ILogger;
    records: Records;
    /** What is committed. */
    stores: Stores;
    change: <T>(act: (stores: Stores) => Promise<T>) => Promise<T>;
    tree: ITree;
    keys: KeyRing;
    /** Ends the process after a fault that storage may not have survived. */
    die: (error: Error) => void;
  }
}
