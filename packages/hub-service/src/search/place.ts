// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Hub } from '@jupyter-atrium/api';
import { SEARCH_TEXT_VERSION } from '@jupyter-atrium/notebooks';
import { ANALYSER_VERSION } from './analyser.ts';
import type { IIndexWriter, ISearchEngine } from './engine.ts';
import { PostgresPlace } from './postgres-place.ts';
import { PostgresSearch } from './postgres-search.ts';
import { SqlitePlace, sqlitePath } from './sqlite-place.ts';
import { SqliteSearch } from './sqlite-search.ts';

/** Goes up with every change of what is stored of a passage or work. */
const FORM_VERSION = 1;

/** Says what an index was made by; an index of another version is built anew. */
export const INDEX_VERSION = `${ANALYSER_VERSION}.${SEARCH_TEXT_VERSION}.${FORM_VERSION}`;

/** Where a service has its data; travels to threads. */
export type ServicePlace = { readonly data: string; readonly databaseUrl: string | null; readonly hub: Hub };

/** Where an index lies, and the next one while it is built. */
export interface IIndexPlace {
  /** Holds the place for this process; false: another one holds it. */
  hold(): Promise<boolean>;

  /** How far the process that holds the place came; 0: nowhere. */
  applied(): Promise<number>;

  /** Opens the index that is searched; null if there is none, or it cannot be read. */
  current(): Promise<IIndexWriter | null>;

  /** Begins the next one, empty. */
  next(): Promise<IIndexWriter>;

  /** Puts the next one in the place of the current one; both are closed, and nobody searches. */
  swap(): Promise<void>;

  close(): Promise<void>;
}

/** Opens the place of an index for writing. */
export function openPlace({ data, databaseUrl }: ServicePlace): IIndexPlace {
  return databaseUrl ? new PostgresPlace(databaseUrl, INDEX_VERSION) : new SqlitePlace(data, INDEX_VERSION);
}

/**
 * Opens an index for searching.
 *
 * @throws IndexRebuildingError if there is none
 */
export function openEngine({ data, databaseUrl }: ServicePlace): ISearchEngine {
  return databaseUrl ? new PostgresSearch(databaseUrl) : SqliteSearch.open(sqlitePath(data));
}
