// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { RoomVersion } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import { newId } from '../clock.ts';
import type { Stores } from '../stores.ts';
import { VersionNotFoundError } from './errors.ts';
import type { Documents } from './live/documents.ts';
import type { LiveDocument } from './live/live-document.ts';
import type { RoomLog } from './log/room-log.ts';
import { notebookName, roomOf } from './names.ts';
import { presentVersion } from './present.ts';
import type { Side } from './side.ts';
import type { VersionRow } from './store.ts';
import { toDrop } from './which-versions.ts';

/** What a version is made for. */
export type VersionOf = {
  room: string;
  epoch: number;
  cause: RoomVersion['cause'];
  by: string | null;
  name: string | null;
};

export interface IVersionsOptions {
  documents: Documents;
  log: RoomLog;
  clock: IClock;
  stores: Pick<Stores, 'versions' | 'rooms'>;
  change: <T>(act: (stores: Pick<Stores, 'versions' | 'rooms'>) => Promise<T>) => Promise<T>;
  side: Side;
}

/** The time line of rooms. */
export class Versions {
  private readonly _options: IVersionsOptions;

  constructor(options: IVersionsOptions) {
    this._options = options;
  }

  /**
   * Keeps the notebook as it is now; without a name and a change since the newest version, that one is answered.
   */
  async make(of: VersionOf): Promise<VersionRow> {
    const { documents, stores } = this._options;
    const document = await documents.open(notebookName(of.room, of.epoch));
    try {
      const { text, cells } = await document.notebook();
      const digest = digestOf(text);
      const newest = await stores.versions.newest(of.room);
      if (newest?.digest === digest && of.name === null) {
        return newest;
      }
      return await this._add(of, { text, cells, digest, since: newest?.at ?? 0 });
    } finally {
      documents.left(document);
    }
  }

  /** Makes versions by themselves of documents that changed for a while. */
  async makeDue(document: LiveDocument, cause: 'time' | 'leave'): Promise<void> {
    if (!document.isNotebook || document.changedAt === 0) {
      return;
    }
    const room = roomOf(document.name);
    const newest = await this._options.stores.versions.newest(room);
    const at = newest?.at ?? 0;
    const isDue = cause === 'leave' || this._options.clock.now() - at >= LIMITS.versionEveryMs;
    if (isDue && document.changedAt > at) {
      const epoch = Number(document.name.split('/')[1]);
      await this.make({ room, epoch, cause, by: null, name: null });
    }
  }

  /** The file a version is, as it was stored: large values are named in it. */
  async text(room: string, id: string): Promise<string> {
    const { stores, log } = this._options;
    const version = await stores.versions.find(room, id);
    const stored = version && (await log.getBlob(room, version.digest));
    if (!stored) {
      throw new VersionNotFoundError();
    }
    return inflate(stored);
  }

  /** The same with large values put back. */
  async notebook(room: string, id: string): Promise<string> {
    const { documents, log } = this._options;
    const text = await this.text(room, id);
    const digests = await documents.thread.call('named', { text });
    const blobs = new Map<string, Uint8Array>();
    for (const digest of digests) {
      const content = await log.getBlob(room, digest);
      if (content) {
        blobs.set(digest, content);
      }
    }
    return documents.thread.call('putBack', { text, blobs });
  }

  /** Makes the notebook what a version was; what it was before is kept as a version, which is answered. */
  async restore(of: Omit<VersionOf, 'cause' | 'name'>, id: string): Promise<VersionRow> {
    const { documents } = this._options;
    const text = await this.text(of.room, id);
    const before = await this.make({ ...of, cause: 'restore', name: null });
    const name = notebookName(of.room, of.epoch);
    const document = await documents.open(name);
    try {
      await document.change(thread => thread.call('restore', { name, text }), of.by ?? '');
    } finally {
      documents.left(document);
    }
    return before;
  }

  /** Shows a version as it is now. */
  show({ room, epoch }: Pick<VersionOf, 'room' | 'epoch'>, version: VersionRow): Promise<void> {
    return this._options.side.show(room, epoch, [{ map: 'versions', key: version.id, value: presentVersion(version) }]);
  }

  private async _add(
    of: VersionOf,
    { text, cells, digest, since }: { text: string; cells: number; digest: string; since: number }
  ): Promise<VersionRow> {
    const { room, epoch, cause, by, name } = of;
    const { log, clock, change, side, stores } = this._options;
    await log.putBlob(room, digest, deflate(text));
    const authors = await log.authorsSince(notebookName(room, epoch), since);
    const id = newId(clock);
    const dropped = await change(async changing => {
      await changing.versions.add({ id, room, name, at: clock.now(), cause, by, authors, cells, digest });
      await changing.rooms.touch(room);
      const old = toDrop(await changing.versions.all(room), clock.now());
      await changing.versions.removeMany(old);
      return old;
    });
    const version = await stores.versions.find(room, id);
    if (!version) {
      throw new VersionNotFoundError();
    }
    await side.show(room, epoch, [
      { map: 'versions', key: id, value: presentVersion(version) },
      ...dropped.map(key => ({ map: 'versions', key, value: null }))
    ]);
    return version;
  }
}

/** How a version's file is stored. */
export function deflate(text: string): Uint8Array {
  return zstdCompressSync(Buffer.from(text), { params: { [constants.ZSTD_c_compressionLevel]: 3 } });
}

export function digestOf(text: string): string {
  return `sha256:${hash('sha256', text)}`;
}

function inflate(stored: Uint8Array): string {
  return zstdDecompressSync(stored, { maxOutputLength: LIMITS.roomJsonBytes }).toString('utf8');
}
