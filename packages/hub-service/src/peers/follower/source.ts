// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import {
  blobAddress,
  bundlePath,
  type Descriptor,
  FEDERATION_PATH,
  readDescriptor,
  TILE_WIDTH
} from '../../log/format/index.ts';
import {
  destinationOf,
  type PeerFetch,
  PeerFetchError,
  type PeerFile,
  type PeerHosts,
  type PeerReply
} from '../fetch/index.ts';
import { PeerAwayError } from './errors.ts';

/** Where the files of a hub are. */
export type PeerPlace = { address: string; bases: readonly string[]; descriptor: Descriptor | null };

type Bytes = Uint8Array;

/** The files of one hub, asked for by name. */
export class PeerSource {
  readonly hosts: PeerHosts;
  private readonly _fetch: PeerFetch;
  private readonly _place: PeerPlace;

  constructor(fetch: PeerFetch, place: PeerPlace) {
    this._fetch = fetch;
    this._place = place;
    this.hosts = hostsOf(place);
  }

  get bases(): readonly string[] {
    return this._place.bases;
  }

  /**
   * Asks for the checkpoint.
   *
   * @returns null: it is the one with this tag
   * @throws PeerAwayError, PeerFetchError
   */
  async checkpoint(base: string, etag: string | null): Promise<{ bytes: Bytes; etag: string | null } | null> {
    const reply = await this._read(`${base}checkpoint`, 'checkpoint', etag);
    if (reply.status === 304 && etag !== null) {
      return null;
    }
    return { bytes: demandBytes('the checkpoint', reply), etag: reply.etag };
  }

  /** The first checkpoint after a rotation of keys; null: there is none. */
  async rotation(base: string, size: number): Promise<Bytes | null> {
    return orNull('a rotation', await this._read(`${base}rotations/${size}`, 'checkpoint'));
  }

  /** A bundle of entries; a partial one that is gone is the beginning of the full one. */
  async bundle(base: string, index: number, width: number): Promise<Bytes> {
    const reply = await this._read(`${base}${bundlePath(index, width)}`, 'bundle');
    if (reply.status !== 404 || width === TILE_WIDTH) {
      return demandBytes('a bundle', reply);
    }
    return demandBytes('a bundle', await this._read(`${base}${bundlePath(index)}`, 'bundle'));
  }

  /** The cards of a full bundle, compressed; null: this hub offers none. */
  async cards(generation: number, index: number): Promise<Bytes | null> {
    const base = this._place.bases.find(each => each.endsWith(`log/${generation}/`));
    if (base === undefined || !this._place.descriptor?.capabilities.includes('cards')) {
      return null;
    }
    const root = base.slice(0, -`log/${generation}/`.length);
    const path = bundlePath(index).replace('tile/entries/', '');
    return orNull('cards', await this._read(`${root}cards/${generation}/${path}.ndjson.gz`, 'cards'));
  }

  /**
   * A document by its digest.
   *
   * @returns null: no source has it now
   * @throws PeerFetchError, also where bytes are not what their digest says
   */
  async blob(digest: string, kind: PeerFile): Promise<Bytes | null> {
    let last: Error | null = null;
    for (const template of this._place.descriptor?.blobs ?? []) {
      try {
        const { bytes } = await this._read(blobAddress(template, digest), kind);
        if (bytes && digest === `sha256:${hash('sha256', bytes)}`) {
          return bytes;
        }
        last = bytes ? new PeerFetchError('bad-reply', 'A document is not what its digest says.') : last;
      } catch (error) {
        last = error as Error;
      }
    }
    if (last) {
      throw last;
    }
    return null;
  }

  /** The statement that opened a generation; null: there is none. */
  async statement(generation: number): Promise<Bytes | null> {
    const reply = await this._read(`${this._root}generations/${generation}`, 'statement');
    return orNull('a statement', reply);
  }

  /** What the hub says of itself now; not signed. @throws LogFormatError */
  async servedDescriptor(): Promise<Descriptor> {
    const reply = await this._read(`${this._root}hub.json`, 'descriptor');
    return readDescriptor(demandBytes('hub.json', reply));
  }

  /** Begins to read a file of a release at a byte. */
  async file(
    template: string,
    digest: string,
    { from, maxBytes }: { from: number; maxBytes: number }
  ): Promise<PeerReply> {
    return this._fetch.open({
      url: blobAddress(template, digest),
      kind: 'file',
      hosts: this.hosts,
      from,
      maxBytes
    });
  }

  get templates(): readonly string[] {
    return this._place.descriptor?.blobs ?? [];
  }

  private get _root(): string {
    return `${this._place.address}${FEDERATION_PATH}`;
  }

  private _read(url: string, kind: PeerFile, etag: string | null = null): Promise<PeerReply & { bytes: Bytes | null }> {
    return this._fetch.read({ url, kind, hosts: this.hosts, etag });
  }
}

/** What may be asked: the confirmed address, and all that the hub's descriptor names. */
function hostsOf({ address, bases, descriptor }: PeerPlace): PeerHosts {
  const confirmed = keyOf(address);
  const named = [address, ...bases, ...(descriptor?.blobs ?? []), ...(descriptor?.logs.flatMap(log => log.base) ?? [])];
  return { confirmed, named: new Set(named.flatMap(each => keyOf(each) ?? [])) };
}

function keyOf(address: string): string | null {
  const url = URL.parse(address.replaceAll(/[{}]/g, '-'));
  return url ? `${url.hostname}:${destinationOf(url).port}` : null;
}

function demandBytes(what: string, { bytes, status, retryAfter }: PeerReply & { bytes: Bytes | null }): Bytes {
  if (!bytes) {
    throw new PeerAwayError(what, status, retryAfter);
  }
  return bytes;
}

function orNull(what: string, reply: PeerReply & { bytes: Bytes | null }): Bytes | null {
  return reply.status === 404 || reply.status === 410 ? null : demandBytes(what, reply);
}
