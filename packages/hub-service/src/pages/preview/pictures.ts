// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isBase64 } from '@jupyter-atrium/api';
import { escapeHtml, webAddress } from '../markup.ts';
import { sizeWords } from '../../size-words.ts';
import type { Budget } from './budget.ts';
import { isDataPicture } from './sanitize.ts';

const TYPES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/svg+xml']);
const SVG = 'image/svg+xml';

/** Files of a work a preview may show. */
export type WorkFiles = {
  /** Path of the file that is previewed. */
  path: string;
  /** Paths of the pictures among the release's files. */
  pictures: readonly string[];
  /** All paths of the release. */
  paths: readonly string[];
};

/** Writes pictures: of outputs, of attachments, and of files of the work. */
export class Pictures {
  /** Begins the address of a picture that stands for a file of the work; nobody can guess it. */
  readonly mark: string;
  /** Paths whose bytes belong behind `mark` and their number. */
  readonly wanted: string[] = [];
  private readonly _budget: Budget;
  private readonly _files: WorkFiles;

  constructor(budget: Budget, files: WorkFiles, nonce: string) {
    this._budget = budget;
    this._files = files;
    this.mark = `atrium-${nonce}:`;
  }

  /** Writes a picture of an output. */
  ofData(type: string, data: string, alt: string): string {
    const written = data.replace(/\s+/g, '');
    const base64 = type === SVG && !isBase64(written) ? Buffer.from(data, 'utf8').toString('base64') : written;
    const address = `data:${type};base64,${base64}`;
    if (!TYPES.has(type) || !isDataPicture(address)) {
      return note('A picture here cannot be shown.');
    }
    return this._budget.takePicture(base64.length)
      ? picture(address, alt)
      : note(`A picture of ${sizeWords((base64.length * 3) / 4)} is left out here. Open a copy to see it.`);
  }

  /**
   * Writes a picture that Markdown names.
   *
   * @param address - as it was written
   * @param attachments - of the cell, by name
   */
  ofAddress(address: string, alt: string, attachments: Attachments): string {
    const written = address.trim();
    const data = /^data:([a-z+/-]+);base64,(.*)$/is.exec(written);
    if (data) {
      return this.ofData((data[1] ?? '').toLowerCase(), data[2] ?? '', alt);
    }
    if (/^attachment:/i.test(written)) {
      const found = attachments.get(decoded(written.slice('attachment:'.length)));
      return found ? this.ofData(found.type, found.data, alt) : note(`The picture “${alt || written}” is missing.`);
    }
    const remote = webAddress(written);
    if (remote !== null) {
      // Loading it would tell somebody else who reads here.
      const words = alt === '' ? '' : `${escapeHtml(alt)}: `;
      return `<span class="remote">${words}<a href="${escapeHtml(remote)}">${escapeHtml(remote)}</a></span>`;
    }
    return this._ofFile(written, alt);
  }

  private _ofFile(address: string, alt: string): string {
    const path = resolvePath(this._files.path, address);
    if (path === null || !this._files.pictures.includes(path)) {
      return alt === '' ? '' : `<span class="remote">${escapeHtml(alt)}</span>`;
    }
    const known = this.wanted.indexOf(path);
    const index = known >= 0 ? known : this.wanted.push(path) - 1;
    return picture(`${this.mark}${index}`, alt);
  }
}

/** Pictures attached to a cell. */
export type Attachments = ReadonlyMap<string, { type: string; data: string }>;

/**
 * Finds the file of the work that a relative address means.
 *
 * @param from - path of the file it stands in
 * @returns null for what leaves the work or is no file's address
 */
export function resolvePath(from: string, address: string): string | null {
  const url = URL.parse(address, `http://work.invalid/${from.split('/').map(encodeURIComponent).join('/')}`);
  if (url?.origin !== 'http://work.invalid' || address.startsWith('/')) {
    return null;
  }
  const path = decoded(url.pathname.slice(1));
  return path === '' || path === from ? null : path;
}

/** Tells whether a file's name is that of a picture these pages show. */
export function pictureType(path: string): string | null {
  const ending = /\.(png|jpe?g|gif|webp|svg)$/i.exec(path)?.[1]?.toLowerCase();
  return ending === undefined ? null : ending === 'svg' ? SVG : `image/${ending === 'jpg' ? 'jpeg' : ending}`;
}

/** A sentence of ours amid what an author wrote. */
export function note(sentence: string): string {
  return `<p class="note">${escapeHtml(sentence)}</p>`;
}

function picture(address: string, alt: string): string {
  return `<img class="figure" src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
