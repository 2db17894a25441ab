// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { filesDigestText } from '@jupyter-atrium/api';
import type { IClock } from '../../clock.ts';
import type { Content } from '../../content/content.ts';
import { ServiceBusyError, ServiceError } from '../../errors.ts';
import type { Stores } from '../../stores.ts';
import type { ReleaseRow } from '../../releases/store.ts';
import type { WorkRow } from '../../works/store.ts';
import { type PeerFetch, PeerFetchError } from '../fetch/index.ts';
import { PeerSource } from '../follower/source.ts';
import type { ForeignFile, PeerRow } from '../store.ts';
import { NEVER } from '../store.ts';
import { Arrivals } from './arrivals.ts';
import { type ForeignManifest, readManifest, sourcesOf } from './manifest.ts';

/** How long a call waits for content before it says how far it is. */
const PATIENCE_MS = 20_000;
const RETRY_S = 3;
/** Content used that lately is not dropped for other content: somebody may be reading it. */
const IN_USE_MS = 3_600_000;

type Release = Pick<ReleaseRow, 'work' | 'seq' | 'label' | 'manifest'>;

type Arriving = { done: Promise<void>; came: number; size: number };

/** Content of foreign works: fetched when somebody wants it, verified before anybody sees it. */
export class ForeignContent {
  private readonly _options: ForeignContent.IOptions;
  private readonly _arrivals: Arrivals;
  private readonly _arriving = new Map<string, Arriving>();

  constructor(options: ForeignContent.IOptions) {
    this._options = options;
    this._arrivals = new Arrivals(options.data);
  }

  /**
   * Lists the files of a release, as its manifest has them.
   *
   * @throws ServiceError
   */
  async entries(work: WorkRow, release: Release): Promise<ForeignFile[]> {
    const known = await this._options.stores.shelf.filesOf(release.work, release.seq);
    return (
      known ?? (await this._waitFor(work, `table ${release.manifest}`, () => this._bringTable(work, release))) ?? []
    );
  }

  /**
   * Brings files of a release here.
   *
   * @param paths - null: all; unknown ones are ignored
   * @throws ServiceError: it does not come, or not yet
   */
  async bring(work: WorkRow, release: Release, paths: readonly string[] | null): Promise<void> {
    const files = await this.entries(work, release);
    const wanted = paths === null ? files : files.filter(({ path }) => paths.includes(path));
    const held = await this._options.stores.files.ofRelease(release.work, release.seq);
    const here = new Set(held.map(({ path }) => path));
    const missing = wanted.filter(({ path }) => !here.has(path));
    if (missing.length === 0) {
      await this._options.change(stores => stores.shelf.touch(release.work, release.seq));
      return;
    }
    const key = `${release.work} ${release.seq} ${hash('sha256', JSON.stringify(missing))}`;
    await this._waitFor(work, key, arriving => this._bringFiles(work, release, missing, arriving));
  }

  /** Brings the cover of a work here, if it has one. */
  async bringCover(work: WorkRow, digest: string): Promise<void> {
    const { stores } = this._options;
    if ((await stores.files.byDigest([digest])).has(digest)) {
      return;
    }
    await this._waitFor(work, `cover ${digest}`, async () => {
      const { source } = await this._sourceOf(work);
      const bytes = await source.blob(digest, 'cover');
      if (bytes) {
        await this._options.content.store(bytes, async () => undefined);
      }
    });
  }

  private async _waitFor<T>(work: WorkRow, key: string, act: (arriving: Arriving) => Promise<T>): Promise<T | null> {
    const known = this._arriving.get(key);
    if (known) {
      await this._patiently(work, known);
      return null;
    }
    const arriving: Arriving = { done: Promise.resolve(), came: 0, size: 0 };
    this._arriving.set(key, arriving);
    const acting = act(arriving).finally(() => this._arriving.delete(key));
    arriving.done = acting.then(() => undefined);
    await this._patiently(work, arriving);
    return acting;
  }

  private async _patiently(work: WorkRow, arriving: Arriving): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>(done => {
      timer = setTimeout(() => done('late'), this._options.patienceMs ?? PATIENCE_MS);
    });
    try {
      if ((await Promise.race([arriving.done, late])) === 'late') {
        arriving.done.catch(() => undefined);
        throw new WorkArrivingError(work, arriving);
      }
    } catch (error) {
      throw error instanceof PeerFetchError ? new WorkAwayError(work, error.message) : error;
    } finally {
      clearTimeout(timer);
    }
  }

  private async _sourceOf(work: WorkRow): Promise<{ peer: PeerRow; source: PeerSource; home: string }> {
    const { stores, fetch } = this._options;
    const place = await stores.shelf.source(work.id);
    const peer = place && (await stores.peers.find(place.hub));
    if (!place || !peer || peer.mode === 'blocked') {
      throw new WorkAwayError(work, 'The hub it came from is not followed here any more.');
    }
    return { peer, home: place.home, source: new PeerSource(fetch, peer) };
  }

  private async _bringTable(work: WorkRow, release: Release): Promise<ForeignFile[]> {
    const { peer, source, home } = await this._sourceOf(work);
    const bytes = await source.blob(release.manifest, 'manifest');
    if (!bytes) {
      throw new WorkAwayError(work, 'Its home hub does not have it any more.');
    }
    const manifest = readManifest(bytes);
    const fault = typeof manifest === 'string' ? manifest : disagreement(manifest, peer, home, release);
    if (typeof manifest === 'string' || fault !== null) {
      await this._refuse(peer, home, release, fault ?? '');
      throw new WorkAwayError(work, `${fault ?? ''} It is not shown any more.`);
    }
    const { files, crate } = manifest;
    const madeFrom = await this._lineage(source, crate);
    const filesDigest = `sha256:${hash('sha256', filesDigestText(files))}`;
    await this._options.change(async stores => {
      await stores.shelf.putFiles(release.work, release.seq, files, { filesDigest, crate, madeFrom });
      await stores.works.noteChange(work.id);
    });
    return files;
  }

  /** What the crate names as sources, by the manifest of a release here where there is one. */
  private async _lineage(source: PeerSource, crate: string): Promise<{ url: string; manifest: string }[]> {
    const bytes = await source.blob(crate, 'crate').catch(() => null);
    const urls = bytes ? sourcesOf(bytes) : [];
    return Promise.all(
      urls.map(async url => ({ url, manifest: (await this._options.stores.shelf.manifestAt(url)) ?? url }))
    );
  }

  /** A release whose manifest is not what its entry says leaves the gallery. */
  private async _refuse(peer: PeerRow, home: string, { label }: Release, fault: string): Promise<void> {
    await this._options.change(async stores => {
      await stores.foreign.putCards(peer.id, [{ home, label, fault, retryAt: NEVER }]);
      await stores.shelf.arrange(peer, [home]);
    });
  }

  private async _bringFiles(
    work: WorkRow,
    release: Release,
    missing: readonly ForeignFile[],
    arriving: Arriving
  ): Promise<void> {
    const { stores, content, change } = this._options;
    const { peer, source } = await this._sourceOf(work);
    // Only what everybody here may read: a digest is no permission to see what others keep here for themselves.
    const scope = { draft: '', work: work.id };
    const known = await stores.files.knownFor(
      scope,
      missing.map(({ digest }) => digest)
    );
    const incomplete = new Set(await stores.files.incomplete([...known.keys()]));
    const here = missing.filter(({ digest }) => known.has(digest) && !incomplete.has(digest));
    const away = missing.filter(file => !here.includes(file));
    arriving.size = away.reduce((sum, { size }) => sum + size, 0);
    await this._makeRoom(work, release, peer, arriving.size);
    if (here.length > 0) {
      await change(inside => inside.shelf.keepFiles(release.work, release.seq, peer.id, here));
    }
    for (const file of away) {
      const pieces = await this._arrivals.bring(source, file, bytes => (arriving.came += bytes));
      await content.storeStream(pieces, file, inside =>
        inside.shelf.keepFiles(release.work, release.seq, peer.id, [file])
      );
      await this._arrivals.drop(file);
    }
  }

  private async _makeRoom(work: WorkRow, { work: id, seq }: Release, peer: PeerRow, needed: number): Promise<void> {
    const { change, clock } = this._options;
    const isRoom = await change(async stores => {
      const before = clock.now() - IN_USE_MS;
      while ((await stores.shelf.keptBytes(peer.id)) + needed > peer.quotaBytes) {
        if (!(await stores.shelf.dropOldest(peer.id, { work: id, seq }, before))) {
          return false;
        }
      }
      return true;
    });
    if (!isRoom) {
      throw new WorkAwayError(work, 'There is no room for more of that hub’s works here; its operator can make some.');
    }
  }
}

export declare namespace ForeignContent {
  interface IOptions {
    fetch: PeerFetch;
    stores: Stores;
    content: Content<Stores>;
    clock: IClock;
    data: string;
    change: <T>(act: (stores: Stores) => Promise<T>) => Promise<T>;
    /** How long a call waits for content. */
    patienceMs?: number;
  }
}

/** What a manifest says otherwise than its entry; null: nothing. */
function disagreement(
  { work, label }: ForeignManifest,
  { address }: PeerRow,
  home: string,
  release: Release
): string | null {
  return work === `${address}works/${home}` && label === release.label
    ? null
    : 'Its manifest is of another work or release.';
}

/** The content is on its way. */
class WorkArrivingError extends ServiceBusyError {
  override name = 'WorkArrivingError';

  constructor(work: WorkRow, { came, size }: Arriving) {
    super(RETRY_S);
    const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
    this.message = `This work is still coming from ${work.home?.hub.name ?? 'its hub'}: ${megabytes(came)} of ${megabytes(size)} MB. Try again in ${RETRY_S} s.`;
  }
}

/** The content does not come. */
class WorkAwayError extends ServiceError {
  override name = 'WorkAwayError';

  constructor(work: WorkRow, why: string) {
    super('service-busy', `This work cannot be fetched from ${work.home?.hub.name ?? 'its hub'} now. ${why}`, {
      retryAfter: 60
    });
  }
}
