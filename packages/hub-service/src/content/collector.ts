// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FRAME_HEADER_BYTES } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Remote } from '../threads/remote.ts';
import type { ContentCalls } from './content-calls.ts';
import type { IGarbageStore, PackUse } from './garbage-store.ts';
import type { Pack, PackedChunk } from './pack.ts';
import { PACK_BYTES, PACK_MAGIC, hexOf } from './pack.ts';
import type { IPacks } from './packs.ts';
import { PackMissingError } from './packs.ts';
import type { ContentReader } from './reader.ts';
import { releaseMemory } from './release-memory.ts';

const HOUR_MS = 3_600_000;
/** How long nothing must need a chunk before it goes: a stopped publication may go on. */
const DEAD_MS = 48 * HOUR_MS;
const ORPHAN_MS = 24 * HOUR_MS;
/** A pack of which less is needed is written anew. */
const WORTH_KEEPING = 0.5;
const SMALL_BYTES = 1024 * 1024;
const SMALL_AFTER_MS = 24 * HOUR_MS;
const AT_ONCE = 100;

/** Runs changes to what is garbage, each in a transaction of its own. */
export type InGarbage = <T>(act: (store: IGarbageStore) => Promise<T>) => Promise<T>;

/** Frees the space of what nobody needs, and finds what is broken. One runs at a time. */
export class Collector {
  private readonly _options: Collector.IOptions;

  constructor(options: Collector.IOptions) {
    this._options = options;
  }

  /** Collects everything once. */
  async collect(): Promise<void> {
    for (let after: number | null = 0; after !== null;) {
      const from: number = after;
      after = await this._options.inGarbage(store => store.dropFiles(from));
    }
    for (let after = ''; ;) {
      const from = after;
      const packs = await this._options.inGarbage(store => store.packsAfter(from, AT_ONCE));
      for (const pack of packs) {
        await this._free(pack);
      }
      after = packs.at(-1) ?? '';
      if (packs.length < AT_ONCE) {
        break;
      }
    }
    await this._joinSmall();
    await this._sweepOrphans();
  }

  /** Removes the content of erased releases from the disk. */
  async erase(): Promise<void> {
    while (await this._options.inGarbage(store => store.dropErased())) {
      // A slice at a time, so that others get a turn.
    }
    for (const pack of await this._options.inGarbage(store => store.erasedPacks())) {
      await this._free(pack);
    }
  }

  /**
   * Reads packs again, those first that nobody checked for longest, and marks broken chunks as not held.
   *
   * @param count - how many packs
   * @returns the broken chunks' hashes
   */
  async scrub(count: number): Promise<string[]> {
    const found: string[] = [];
    for (const pack of await this._options.inGarbage(store => store.leastChecked(count))) {
      const use = await this._options.inGarbage(store => store.use(pack, 0));
      const broken = use ? await this._broken(use) : [];
      await this._options.inGarbage(store => store.noteChecked(pack, broken));
      found.push(...broken);
    }
    return found;
  }

  private async _free(id: string): Promise<void> {
    const before = this._options.clock.now() - DEAD_MS;
    const use = await this._options.inGarbage(store => store.use(id, before));
    if (!use || use.dead.length === 0) {
      return;
    }
    const kept = use.kept.reduce((sum, chunk) => sum + FRAME_HEADER_BYTES + chunk.stored, 0);
    if (use.isErased || kept < use.bytes * WORTH_KEEPING) {
      await this._rewrite([use]);
    }
  }

  private async _joinSmall(): Promise<void> {
    const before = this._options.clock.now() - SMALL_AFTER_MS;
    const small = await this._options.inGarbage(store => store.smallPacks(SMALL_BYTES, before, AT_ONCE));
    let bytes = 0;
    const uses: PackUse[] = [];
    for (const pack of small) {
      bytes += pack.bytes;
      const use = bytes > PACK_BYTES ? null : await this._options.inGarbage(store => store.use(pack.id, 0));
      if (use) {
        uses.push(use);
      }
    }
    if (uses.length > 1) {
      await this._rewrite(uses);
    }
  }

  /** The new pack is durable before the records name it, and the old one goes after they do not. */
  private async _rewrite(uses: readonly PackUse[]): Promise<void> {
    const { packs, inGarbage, reader, thread } = this._options;
    const old = uses.map(use => use.id);
    const locations = uses.flatMap(use => use.kept.map(chunk => ({ ...chunk, pack: use.id })));
    let next: { pack: Pack | null; results: string[] } = { pack: null, results: [] };
    if (locations.length > 0) {
      const frames = await reader.frames(locations).catch(missing);
      if (!frames) {
        // The scrub finds out which of them is gone.
        return;
      }
      next = await thread.call('repack', { frames }, [frames.buffer as ArrayBuffer]);
    }
    if (next.pack) {
      await packs.put(next.pack.id, next.pack.bytes);
      releaseMemory(next.pack.bytes);
    }
    const isDone = await inGarbage(store => store.replace(old, next.pack, next.results));
    for (const id of isDone ? old : []) {
      if (id !== next.pack?.id) {
        await packs.remove(id);
      }
    }
  }

  private async _broken(use: PackUse): Promise<string[]> {
    const { packs, thread } = this._options;
    const length = use.bytes - PACK_MAGIC.length;
    const frames = await packs.read(use.id, PACK_MAGIC.length, new Uint8Array(length)).catch(missing);
    if (!frames) {
      return use.kept.map(chunk => hexOf(chunk.hash));
    }
    const { sound } = await thread.call('check', { frames }, [frames.buffer as ArrayBuffer]);
    const there = new Set(sound.map(chunk => `${hexOf(chunk.hash)} ${chunk.offset + PACK_MAGIC.length}`));
    return use.kept.filter(chunk => !there.has(`${hexOf(chunk.hash)} ${chunk.offset}`)).map(byHash);
  }

  /** Packs that no record names: a crash came between writing and recording them. */
  private async _sweepOrphans(): Promise<void> {
    const { packs, inGarbage, clock } = this._options;
    const old: string[] = [];
    for await (const { id, writtenAt } of packs.list()) {
      if (writtenAt < clock.now() - ORPHAN_MS) {
        old.push(id);
      }
    }
    const known = await inGarbage(store => store.known(old));
    for (const id of old) {
      if (!known.has(id)) {
        await packs.remove(id);
      }
    }
  }
}

export declare namespace Collector {
  interface IOptions {
    inGarbage: InGarbage;
    packs: IPacks;
    reader: ContentReader;
    thread: Remote<ContentCalls>;
    clock: IClock;
  }
}

function byHash(chunk: PackedChunk): string {
  return hexOf(chunk.hash);
}

function missing(error: unknown): null {
  if (error instanceof PackMissingError) {
    return null;
  }
  throw error;
}
