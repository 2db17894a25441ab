// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Figure } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { ICovers, IDocuments } from '../model/ports';
import type { Client } from '../model/refusal';
import { type Before } from '../model/state';
import { inFiles } from '../model/fixing';

/** Covers are shown small: a larger picture is only slower. */
const MAX_WIDTH = 960;
const MAX_HEIGHT = 720;

/** Tried in turn until the picture is small enough to be stored. */
const QUALITIES = [0.92, 0.8, 0.6, 0.4];

type Cells = readonly { outputs?: readonly { data?: Record<string, unknown> }[] }[];

/** Pictures for the cover, read from the person's notebooks through the Contents API. */
export class Covers implements ICovers, IDisposable {
  private readonly _options: Covers.IOptions;
  private readonly _notebooks = new Map<string, Promise<Cells>>();
  private readonly _addresses = new Map<string, string>();
  private _isDisposed = false;

  constructor(options: Covers.IOptions) {
    this._options = options;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this.forget();
  }

  async figure(figure: Figure): Promise<string> {
    const name = [figure.path, figure.cell, figure.output, figure.mediaType].join('|');
    return this._addresses.get(name) ?? this._keep(name, await this._read(figure));
  }

  async before(before: Before): Promise<string> {
    const name = before.page.card.cover ?? '';
    return this._addresses.get(name) ?? this._keep(name, new Blob([await this._stored(before)]));
  }

  async encode(figure: Figure): Promise<Uint8Array> {
    return shrink(await this._read(figure), this._options.trans);
  }

  forget(): void {
    for (const address of this._addresses.values()) {
      URL.revokeObjectURL(address);
    }
    this._addresses.clear();
    this._notebooks.clear();
  }

  private _keep(name: string, picture: Blob): string {
    const address = URL.createObjectURL(picture);
    this._addresses.set(name, address);
    return address;
  }

  private async _stored({ page }: Before): Promise<Uint8Array<ArrayBuffer>> {
    const params = { work: page.id, cover: page.card.cover ?? '' };
    return new Uint8Array(await this._options.client.getCover({ params }));
  }

  private async _read(figure: Figure): Promise<Blob> {
    const { documents, trans, place } = this._options;
    const path = inFiles(place(), figure.path);
    const cells = this._notebooks.get(path) ?? documents.read(path).then(cellsOf);
    this._notebooks.set(path, cells);
    const data = (await cells)[figure.cell]?.outputs?.[figure.output]?.data?.[figure.mediaType];
    const text = Array.isArray(data) ? data.join('') : data;
    if (typeof text !== 'string') {
      throw new Error(trans.__('The figure of cell %1 is no longer there. Look again.', figure.cell + 1));
    }
    const bytes = Uint8Array.from(atob(text.replace(/\s/g, '')), letter => letter.charCodeAt(0));
    return new Blob([bytes], { type: figure.mediaType });
  }
}

export namespace Covers {
  export interface IOptions {
    client: Client;
    documents: IDocuments;
    /** Where the figures' paths begin. */
    place: () => Parameters<typeof inFiles>[0];
    trans: TranslationBundle;
  }
}

function cellsOf(text: string): Cells {
  return (JSON.parse(text) as { cells?: Cells }).cells ?? [];
}

/** Draws a picture anew, no larger than covers are shown; this also drops what else the file held. */
async function shrink(picture: Blob, trans: TranslationBundle): Promise<Uint8Array> {
  const bitmap = await createImageBitmap(picture);
  const scale = Math.min(1, MAX_WIDTH / bitmap.width, MAX_HEIGHT / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const attempts = [{ type: 'image/png', quality: 1 }, ...QUALITIES.map(quality => ({ type: 'image/jpeg', quality }))];
  for (const { type, quality } of attempts) {
    const blob = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, type, quality));
    if (blob && blob.size <= LIMITS.coverBytes) {
      return new Uint8Array(await blob.arrayBuffer());
    }
  }
  throw new Error(trans.__('This figure is too large for a cover. Choose another.'));
}
