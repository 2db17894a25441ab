// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';

/** Covers kept that no card shows. */
const KEPT = 100;

type Cover = { users: number; url: Promise<string> };

/** Cover images as `blob:` addresses: fetched with the page's token when a card comes into view, released later. */
export class Covers {
  private readonly _atrium: IAtrium;
  private readonly _covers = new Map<string, Cover>();

  constructor(atrium: IAtrium) {
    this._atrium = atrium;
  }

  /**
   * Gives the address of a cover; `release` must follow.
   *
   * @throws AtriumError when it cannot be read
   */
  acquire(work: string, cover: string): Promise<string> {
    const known = this._covers.get(cover) ?? { users: 0, url: this._read(work, cover) };
    known.users += 1;
    // The last one used is the last one dropped.
    this._covers.delete(cover);
    this._covers.set(cover, known);
    return known.url;
  }

  /** Says that a card no longer shows a cover. */
  release(cover: string): void {
    const known = this._covers.get(cover);
    if (known) {
      known.users -= 1;
      this._dropOld();
    }
  }

  private async _read(work: string, cover: string): Promise<string> {
    try {
      const bytes = await this._atrium.client.getCover({ params: { work, cover } });
      return URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
    } catch (error) {
      // Asked again when the card is shown again.
      this._covers.delete(cover);
      throw error;
    }
  }

  private _dropOld(): void {
    const unused = Array.from(this._covers).filter(([, cover]) => cover.users <= 0);
    for (const [digest, { url }] of unused.slice(0, Math.max(0, unused.length - KEPT))) {
      this._covers.delete(digest);
      void url.then(address => URL.revokeObjectURL(address)).catch(() => undefined);
    }
  }
}
