// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import { hubOf } from '../hub.ts';
import { readImage } from '../image.ts';
import { icon } from './icons.ts';
import { type Markup, markup, trusted } from './markup.ts';
import type { PagePorts } from './ports.ts';

/** All covers of one page, as base64: beyond, works are shown without. */
const PAGE_BYTES = 6 * 1024 * 1024;

/** How long a page waits for covers of other hubs; what comes later, the next page shows. */
const PATIENCE_MS = 500;

type Ports = Pick<PagePorts, 'files' | 'content' | 'config' | 'works' | 'foreignContent'>;

/**
 * Draws the covers of one page.
 *
 * They stand in the page: an address that answers images by cookie could be read by whatever shares the origin.
 */
export class Covers {
  private readonly _ports: Ports;
  private readonly _addresses = new Map<string, string>();
  private _left = PAGE_BYTES;

  private constructor(ports: Ports) {
    this._ports = ports;
  }

  /** Reads the covers of some works, first ones first. */
  static async of(ports: Ports, works: readonly Pick<Work, 'id' | 'hub' | 'card'>[]): Promise<Covers> {
    const wanted = [...new Set(works.flatMap(({ card }) => card.cover ?? []))];
    const made = new Covers(ports);
    const files = await bring(ports, works, wanted);
    for (const digest of wanted) {
      const file = files.get(digest);
      if (file && file.size * 1.4 < made._left) {
        await made._read(digest, file);
      }
    }
    return made;
  }

  /**
   * Draws a work's cover; the icon of a work where there is none.
   *
   * @param kind - `cover` for cards, `thumb` for lists
   */
  draw(cover: string | null, kind: 'cover' | 'thumb'): Markup {
    const address = cover === null ? undefined : this._addresses.get(cover);
    return address === undefined
      ? markup`<span class="${kind} none">${icon('work')}</span>`
      : markup`<img class="${kind}" src="${trusted(address)}" alt="">`;
  }

  private async _read(digest: string, { id, size }: { id: number; size: number }): Promise<void> {
    const parts: Uint8Array[] = [];
    for await (const part of this._ports.content.read(id, 0, size)) {
      parts.push(part);
    }
    const bytes = Buffer.concat(parts);
    const image = readImage(bytes);
    if (image) {
      const address = `data:${image.mediaType};base64,${bytes.toString('base64')}`;
      this._left -= address.length;
      this._addresses.set(digest, address);
    }
  }
}

/** Finds covers, and has those fetched that are still at the homes of their works. */
async function bring(
  ports: Ports,
  works: readonly Pick<Work, 'id' | 'hub' | 'card'>[],
  wanted: readonly string[]
): Promise<Awaited<ReturnType<Ports['files']['byDigest']>>> {
  const files = await ports.files.byDigest(wanted);
  const own = hubOf(ports.config).id;
  const missing = works.filter(({ hub, card }) => hub.id !== own && card.cover !== null && !files.has(card.cover));
  if (missing.length === 0) {
    return files;
  }
  const rows = await ports.works.findMany(missing.map(({ id }) => id));
  const coming = [...rows.values()].flatMap(row => {
    const cover = row.release?.card.cover;
    return cover ? [ports.foreignContent.bringCover(row, cover)] : [];
  });
  await Promise.race([Promise.allSettled(coming), new Promise(resolve => setTimeout(resolve, PATIENCE_MS))]);
  return ports.files.byDigest(wanted);
}
