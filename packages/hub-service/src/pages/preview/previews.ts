// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Remote } from '../../threads/remote.ts';
import { ThreadEndedError } from '../../threads/remote.ts';
import { type Markup, trusted } from '../markup.ts';
import { sizeWords } from '../../size-words.ts';
import { Budget } from './budget.ts';
import { LruCache } from './lru-cache.ts';
import { pictureType } from './pictures.ts';
import type { PreviewCalls } from './preview-calls.ts';

/** Larger files are not read for a page. */
const NOTEBOOK_BYTES = 20_000_000;
const TEXT_BYTES = 1_000_000;
/** Characters of previews kept, so that a class that follows a link renders it once. */
const KEPT_CHARACTERS = 48 * 1024 * 1024;
/** After that all are forgotten: erased works must not live on here. */
const KEPT_MS = 3_600_000;
/** Previews that wait for the thread. */
const MOST_WAITING = 32;

/** A file of a release, and how to read it. */
export type PreviewFile = { path: string; size: number; digest: string; read: () => Promise<Uint8Array> };

/** What is to be shown. */
export type PreviewSubject = {
  /** Names the release: together with the path it names the preview. */
  manifest: string;
  title: string;
  file: PreviewFile;
  /** All files of the release. */
  files: readonly PreviewFile[];
  /** Begins the address of another file's page. */
  links: string;
};

/** A preview; or one sentence why there is none. */
export type Preview = { kind: 'shown'; markup: Markup } | { kind: 'not-shown'; sentence: string };

/** Makes previews in a thread of their own, which is ended when it takes too long. */
export class Previews {
  private readonly _thread: Remote<PreviewCalls>;
  private readonly _random: () => string;
  private readonly _kept = new LruCache<string>(KEPT_CHARACTERS, text => text.length);
  private _last: Promise<unknown> = Promise.resolve();
  private _waiting = 0;
  private _forgetting: NodeJS.Timeout | null = null;

  /** @param random - gives a text nobody can guess */
  constructor(thread: Remote<PreviewCalls>, random: () => string) {
    this._thread = thread;
    this._random = random;
  }

  /** How many previews are under way or wait. */
  get waiting(): number {
    return this._waiting;
  }

  /** Shows a file. */
  async show(subject: PreviewSubject): Promise<Preview> {
    const { file, manifest, links } = subject;
    const refusal = refusalOf(file);
    if (refusal !== null) {
      return { kind: 'not-shown', sentence: refusal };
    }
    if (pictureType(file.path) !== null) {
      return showPicture(file);
    }
    const key = `${manifest} ${links} ${file.path}`;
    const kept = this._kept.get(key);
    return kept === undefined ? this._make(key, subject) : { kind: 'shown', markup: trusted(kept) };
  }

  private _keep(key: string, markup: string): void {
    this._kept.set(key, markup);
    this._forgetting ??= setTimeout(() => this._forget(), KEPT_MS).unref();
  }

  private _forget(): void {
    clearTimeout(this._forgetting ?? undefined);
    this._forgetting = null;
    this._kept.clear();
  }

  private async _make(key: string, subject: PreviewSubject): Promise<Preview> {
    if (this._waiting >= MOST_WAITING) {
      return { kind: 'not-shown', sentence: 'Too many people look at something just now. Try again in a minute.' };
    }
    this._waiting += 1;
    // One after another: ending the thread for one preview would end the others.
    const made = this._last.then(() => this._render(subject));
    this._last = made.catch(() => undefined);
    try {
      const markup = await made;
      this._keep(key, markup);
      return { kind: 'shown', markup: trusted(markup) };
    } catch (error) {
      if (error instanceof ThreadEndedError) {
        return { kind: 'not-shown', sentence: 'This file is too much for this page. Open a copy to see it.' };
      }
      throw error;
    } finally {
      this._waiting -= 1;
    }
  }

  private async _render({ file, files, title, links }: PreviewSubject): Promise<string> {
    const bytes = await file.read();
    const paths = files.map(each => each.path);
    const pictures = paths.filter(path => pictureType(path) !== null);
    const request = { bytes, files: { path: file.path, paths, pictures }, title, links, nonce: this._random() };
    const { markup, mark, wanted } = await this._thread.call('preview', request);
    return withPictures(
      markup,
      mark,
      wanted.map(path => files.find(each => each.path === path))
    );
  }
}

function refusalOf({ path, size }: PreviewFile): string | null {
  const isNotebook = /\.ipynb$/i.test(path);
  const isText =
    /\.(?:md|markdown|txt|csv|tsv|json|geojson|ya?ml|toml|xml|py|r|jl|sh|sql|tex|bib|c|cpp|h|js|ts|css|cfg|ini|rst)$/i;
  if (!isNotebook && pictureType(path) === null && !isText.test(path)) {
    return 'Files of this kind are not shown here. Save the file, or open a copy.';
  }
  const most = isNotebook ? NOTEBOOK_BYTES : TEXT_BYTES * (pictureType(path) === null ? 1 : 4);
  return size <= most
    ? null
    : `This file has ${sizeWords(size)}, too much for this page. Save the file, or open a copy.`;
}

async function showPicture(file: PreviewFile): Promise<Preview> {
  return { kind: 'shown', markup: trusted(`<img class="figure" src="${await dataAddress(file)}" alt="">`) };
}

/** Puts the bytes of pictures where the thread marked their places. */
async function withPictures(
  markup: string,
  mark: string,
  wanted: readonly (PreviewFile | undefined)[]
): Promise<string> {
  const budget = new Budget();
  const addresses: string[] = [];
  for (const file of wanted) {
    addresses.push(file && budget.takePicture(file.size) ? await dataAddress(file) : '');
  }
  // Text cannot look like this: its `<` is escaped.
  return markup
    .split(`<img class="figure" src="${mark}`)
    .map((part, at) =>
      at === 0 ? part : part.replace(/^(\d+)"/, (_, index: string) => picture(addresses[Number(index)]))
    )
    .join('');
}

function picture(address: string | undefined): string {
  return `<img class="figure"${address ? ` src="${address}"` : ''}`;
}

async function dataAddress(file: PreviewFile): Promise<string> {
  const bytes = await file.read();
  return `data:${pictureType(file.path) ?? 'image/png'};base64,${Buffer.from(bytes).toString('base64')}`;
}
