// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Card, Hub } from '@jupyter-atrium/api';
import type { IFileStore } from '../content/file-store.ts';
import { isListed } from '../works/policy.ts';
import type { IWorkStore, WorkRow } from '../works/store.ts';
import type { WorkFacts } from './engine.ts';

const BEARS_TEXT = /\.(?:ipynb|md|txt|py|r|jl)$/i;

/** A file that may bear text. `file` names its content inside the service. */
export type TextFile = { readonly path: string; readonly digest: string; readonly size: number; readonly file: number };

/** A work as it has to be in the index. */
export type WorkDocument = {
  readonly facts: WorkFacts;
  readonly card: Card;
  /** Names the words of the card. */
  readonly cardKey: string;
  readonly files: readonly TextFile[];
};

/** Says what of works belongs into the index. */
export interface IDocuments {
  /** Works that are not to be found are absent. */
  of(works: readonly string[]): Promise<Map<string, WorkDocument>>;
}

/** Makes documents from the records. */
export class RecordDocuments implements IDocuments {
  private readonly _stores: { works: IWorkStore; files: IFileStore };
  private readonly _hub: Hub;

  constructor(stores: { works: IWorkStore; files: IFileStore }, hub: Hub) {
    this._stores = stores;
    this._hub = hub;
  }

  async of(works: readonly string[]): Promise<Map<string, WorkDocument>> {
    const rows = await this._stores.works.findMany(works);
    const documents = new Map<string, WorkDocument>();
    for (const row of rows.values()) {
      if (isListed(row) && row.release) {
        const files = await this._stores.files.ofRelease(row.id, row.release.seq);
        const { card } = row.release;
        documents.set(row.id, {
          facts: factsOf(row, card, this._hub),
          card,
          cardKey: cardKeyOf(card),
          files: files.filter(({ path }) => BEARS_TEXT.test(path))
        });
      }
    }
    return documents;
  }
}

/** Names the words of a card: equal keys, equal words. */
export function cardKeyOf({ title, summary, authors, tags, needs }: Card): string {
  const words = [title, summary, authors.map(author => author.name), tags, needs.packages];
  return hash('sha256', JSON.stringify(words), 'base64url');
}

function factsOf(work: WorkRow, card: Card, hub: Hub): WorkFacts {
  const { id, owner, audience, readers, copies, updatedAt } = work;
  const { language, kernel, packages } = card.needs;
  return {
    ...{ id, owner, audience, readers, copies, updatedAt, language, packages },
    hub: work.home?.hub ?? hub,
    title: card.title,
    kernel: kernel?.name ?? null,
    licence: card.licence,
    tags: card.tags,
    authors: card.authors.map(author => author.name)
  };
}
