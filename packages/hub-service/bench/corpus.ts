// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import type { IDocuments, TextFile, WorkDocument } from '../src/search/documents.ts';
import { cardKeyOf } from '../src/search/documents.ts';
import type { ITextReader } from '../src/search/indexer.ts';
import type { Segment } from '../src/search/passages.ts';
import type { ISearchChangeStore } from '../src/search/store.ts';
import { randomOf } from './chance.ts';

const WORDS = 30_000;
const DAY_MS = 86_400_000;
const START = Date.UTC(2024, 0, 1);

/** Works of about 2 KB of text each, the same in every run. */
export class Corpus implements IDocuments, ITextReader, ISearchChangeStore {
  readonly size: number;
  /** Works changed since the index was built. */
  private readonly _changes: string[] = [];
  private readonly _documents = new Map<string, WorkDocument>();
  private readonly _segments = new Map<string, readonly Segment[]>();

  constructor(size: number) {
    this.size = size;
  }

  /** The word of a rank; words of low rank are frequent. */
  word(rank: number): string {
    return `w${rank.toString(36)}`;
  }

  touch(work: string): void {
    this._changes.push(work);
  }

  /** Makes the next works up, so that this costs no time when they are indexed. */
  prepare(works: readonly string[]): void {
    this._documents.clear();
    this._segments.clear();
    for (const id of works) {
      this._documents.set(id, this._document(id));
      this._segments.set(id, this._textOf(id));
    }
  }

  async of(works: readonly string[]): Promise<Map<string, WorkDocument>> {
    return new Map(works.map(id => [id, this._documents.get(id) ?? this._document(id)]));
  }

  async segments({ digest }: TextFile): Promise<readonly Segment[]> {
    return this._segments.get(digest) ?? this._textOf(digest);
  }

  private _textOf(digest: string): Segment[] {
    const random = randomOf(Number(digest) * 7 + 1);
    const prose = this._text(random, 110);
    const code = Array.from(
      { length: 40 },
      () => `${this._name(random)} = ${this._name(random)}(${this._text(random, 1)})`
    );
    return [
      { field: 'names', text: this._text(random, 6) },
      { field: 'prose', text: prose },
      { field: 'code', text: code.join('\n') },
      { field: 'outputs', text: this._text(random, 50) }
    ];
  }

  async after(seq: number): Promise<{ seq: number; work: string }[]> {
    return this._changes.slice(seq).map((work, index) => ({ seq: seq + index + 1, work }));
  }

  async bounds(): Promise<null> {
    return null;
  }

  async hasErased(): Promise<boolean> {
    return false;
  }

  async forget(): Promise<void> {
    // Nothing is stored.
  }

  async works(after: string, limit: number): Promise<string[]> {
    const from = after === '' ? 0 : Number(after) + 1;
    const count = Math.max(0, Math.min(limit, this.size - from));
    return Array.from({ length: count }, (_, index) => String(from + index).padStart(7, '0'));
  }

  private _document(id: string): WorkDocument {
    const random = randomOf(Number(id) * 13 + 5);
    const pick = (count: number, among: number, name: string): string[] =>
      Array.from({ length: count }, () => `${name}${Math.floor(among ** random()) - 1}`);
    const [language = 'python'] = pick(1, 5, 'language');
    const card: Card = {
      title: this._text(random, 6),
      summary: this._text(random, 20),
      authors: pick(2, 5000, 'author').map(name => ({ name })),
      licence: 'CC-BY-4.0',
      tags: pick(3, 400, 'tag'),
      inLanguage: ['en'],
      entry: null,
      needs: { language, kernel: null, packages: pick(4, 600, 'package'), environment: [] },
      cover: null
    };
    return {
      facts: {
        id,
        owner: { id: 'p', name: 'A. Rivera' },
        audience: random() < 0.1 ? 'private' : 'hub',
        readers: [],
        hub: { id: 'hub-a.example', name: 'Ocean Hub' },
        title: card.title,
        language,
        kernel: null,
        licence: card.licence,
        packages: card.needs.packages,
        tags: card.tags,
        authors: card.authors.map(author => author.name),
        copies: Math.floor(200 ** random()) - 1,
        updatedAt: START + Math.floor(random() * 700) * DAY_MS
      },
      card,
      cardKey: cardKeyOf(card),
      files: [{ path: 'a.ipynb', digest: id, size: 2000, file: 0 }]
    };
  }

  private _text(random: () => number, count: number): string {
    return Array.from({ length: count }, () => this.word(Math.floor(WORDS ** random()))).join(' ');
  }

  private _name(random: () => number): string {
    return this._text(random, random() < 0.3 ? 2 : 1).replace(' ', '_');
  }
}
