// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SearchQuery } from '@jupyter-atrium/api';
import type { WorkChange, WorkFacts } from '../src/search/engine';
import type { Segment } from '../src/search/passages';
import { fieldTokens } from '../src/search/passages';
import type { SearchAnswer, SearchRequest } from '../src/search/searcher';
import { Searcher } from '../src/search/searcher';
import { SqliteIndex } from '../src/search/sqlite-index';
import { SqliteSearch } from '../src/search/sqlite-search';

/** Facts of a work for specs, with those that matter given. */
export function someFacts(facts: Partial<WorkFacts> = {}): WorkFacts {
  return {
    id: 'w',
    owner: { id: 'p-alice', name: 'A. Rivera' },
    audience: 'hub',
    readers: [],
    hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
    title: 'Glacier melt',
    language: 'python',
    kernel: 'python3',
    licence: 'CC-BY-4.0',
    packages: ['numpy'],
    tags: ['glaciology'],
    authors: ['A. Rivera'],
    copies: 0,
    updatedAt: 1_780_000_000_000,
    ...facts
  };
}

/** A work for a search spec: its facts, and the text of its files, each in one passage. */
export type SomeWork = Partial<WorkFacts> & {
  id: string;
  summary?: string;
  files?: Readonly<Record<string, readonly Segment[] | string>>;
};

/** An index in a temporary file, and a searcher over it. */
export type SearchWorld = {
  path: string;
  index: SqliteIndex;
  searcher: Searcher;
  put: (...works: SomeWork[]) => Promise<void>;
  /** Searches as a person of the hub whom nothing names. */
  ask: (query: SearchQuery, request?: Partial<SearchRequest>) => Promise<SearchAnswer>;
  /** The ids of the works found, in order. */
  find: (q: string, query?: SearchQuery) => Promise<string[]>;
  close: () => Promise<void>;
};

export const bob: SearchRequest['asker'] = { person: 'p-bob', username: 'bob', groups: [], canReadOwn: true };

/** Makes an index with works. */
export async function aSearchWorld(...works: SomeWork[]): Promise<SearchWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-search-'));
  const path = join(folder, 'search.db');
  const index = new SqliteIndex(path, '1');
  const search = SqliteSearch.open(path);
  const searcher = new Searcher(search);
  const put = (...changed: SomeWork[]): Promise<void> =>
    index.index({ works: changed.map(changeOf), gone: [], applied: 1, isErasing: false });
  await put(...works);
  const ask: SearchWorld['ask'] = async (query, request = {}) => {
    await searcher.refresh();
    return searcher.search({ query, asker: bob, among: null, ...request });
  };
  return {
    path,
    index,
    searcher,
    put,
    ask,
    find: async (q, query = {}) => (await ask({ q, ...query })).hits.map(hit => hit.work),
    close: async () => {
      await search.close();
      await index.close();
      rmSync(folder, { recursive: true });
    }
  };
}

function changeOf({ summary = '', files = {}, ...given }: SomeWork): WorkChange {
  const facts = someFacts({ title: given.id, tags: [], packages: [], ...given });
  const names = [facts.title, ...facts.authors, ...facts.tags, ...facts.packages].join('\n');
  const card: Segment[] = [
    { field: 'names', text: names },
    { field: 'prose', text: summary }
  ];
  const texts = Object.entries(files).map(([path, text]) => ({
    path,
    segments: typeof text === 'string' ? [{ field: 'prose' as const, text }] : text
  }));
  const add = (texts.length > 0 ? texts : [{ path: null, segments: [] }]).map(({ path: file, segments }) => ({
    path: file,
    digest: null,
    part: 0,
    segments,
    tokens: fieldTokens([...card, ...segments])
  }));
  return { facts, summary, cardKey: 'k', add, drop: [] };
}
