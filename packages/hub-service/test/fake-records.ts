// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { Card } from '@jupyter-atrium/api';
import { aCard } from '@jupyter-atrium/api/testing';
import type { IDocuments, TextFile, WorkDocument } from '../src/search/documents';
import { cardKeyOf } from '../src/search/documents';
import type { ITextReader } from '../src/search/indexer';
import type { Segment } from '../src/search/passages';
import type { ISearchChangeStore, SearchChange } from '../src/search/store';
import { someFacts } from './search-world';

type Fields = Partial<Card> & { copies?: number; files?: Readonly<Record<string, string>> };

/** Records of works in memory, as the index reads them. */
export class FakeRecords implements IDocuments, ITextReader, ISearchChangeStore {
  /** Paths of files in the order they were read. */
  readonly read: string[] = [];
  /** When works were erased. */
  readonly erased = new Map<string, number>();
  forgotten = 0;
  private readonly _works = new Map<string, WorkDocument>();
  private readonly _texts = new Map<string, string>();
  private readonly _ids = new Set<string>();
  private _changes: SearchChange[] = [];

  /** Publishes a work, or another state of it. */
  put(id: string, { copies = 0, files = {}, ...fields }: Fields): void {
    const card = aCard({ title: id, summary: '', tags: [], ...fields });
    const entries = Object.entries(files).map(([path, text]): TextFile => {
      const digest = createHash('sha256').update(text).digest('hex');
      this._texts.set(digest, text);
      return { path, digest, size: text.length, file: 0 };
    });
    const facts = someFacts({ id, title: card.title, tags: card.tags, packages: [], authors: [], copies });
    this._works.set(id, { facts, card, cardKey: cardKeyOf(card), files: entries });
    this.note(id);
  }

  /** Takes a work out of all lists. */
  withdraw(id: string): void {
    this._works.delete(id);
    this.note(id);
  }

  note(work: string): void {
    this._ids.add(work);
    this._changes.push({ seq: (this._changes.at(-1)?.seq ?? 0) + 1, work });
  }

  async of(works: readonly string[]): Promise<Map<string, WorkDocument>> {
    return new Map(
      works.flatMap(id => {
        const document = this._works.get(id);
        return document ? [[id, document] as const] : [];
      })
    );
  }

  async segments({ path, digest }: TextFile): Promise<readonly Segment[]> {
    this.read.push(path);
    return [{ field: 'prose', text: this._texts.get(digest) ?? '' }];
  }

  async after(seq: number, limit: number): Promise<SearchChange[]> {
    return this._changes.filter(change => change.seq > seq).slice(0, limit);
  }

  async bounds(): Promise<{ first: number; last: number } | null> {
    const [first] = this._changes;
    const last = this._changes.at(-1);
    return first && last ? { first: first.seq, last: last.seq } : null;
  }

  async hasErased(works: readonly string[], since: number): Promise<boolean> {
    return works.some(work => (this.erased.get(work) ?? -1) >= since);
  }

  async forget(seq: number): Promise<void> {
    this.forgotten = Math.max(this.forgotten, seq);
    this._changes = this._changes.filter(change => change.seq > seq);
  }

  async works(after: string, limit: number): Promise<string[]> {
    return [...this._ids]
      .filter(id => id > after)
      .sort()
      .slice(0, limit);
  }
}
