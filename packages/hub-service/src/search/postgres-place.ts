// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import pg from 'pg';
import type { IIndexWriter } from './engine.ts';
import type { IIndexPlace } from './place.ts';
import { PostgresIndex } from './postgres-index.ts';

/** Any number: held by the process that writes the index. */
const WRITER_LOCK = 0x617473;

/** An index in schemas of PostgreSQL, which several processes search and one writes. */
export class PostgresPlace implements IIndexPlace {
  private readonly _url: string;
  private readonly _version: string;
  private _client: pg.Client | null = null;

  constructor(url: string, version: string) {
    this._url = url;
    this._version = version;
  }

  async hold(): Promise<boolean> {
    const client = await this._connect();
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [WRITER_LOCK]);
    return rows[0]?.got ?? false;
  }

  async applied(): Promise<number> {
    if (!(await this._isThere())) {
      return 0;
    }
    const client = await this._connect();
    const { rows } = await client.query<{ applied: string }>('select applied from search.state');
    return Number(rows[0]?.applied ?? 0);
  }

  async current(): Promise<IIndexWriter | null> {
    return (await this._isThere()) ? PostgresIndex.open(this._url, 'search', this._version) : null;
  }

  async next(): Promise<IIndexWriter> {
    const client = await this._connect();
    await client.query('drop schema if exists search_next cascade');
    return PostgresIndex.open(this._url, 'search_next', this._version);
  }

  async swap(): Promise<void> {
    const client = await this._connect();
    await client.query(
      'begin; drop schema if exists search cascade; alter schema search_next rename to search; commit'
    );
  }

  async close(): Promise<void> {
    await this._client?.end();
    this._client = null;
  }

  private async _isThere(): Promise<boolean> {
    const client = await this._connect();
    const { rows } = await client.query<{ isThere: boolean }>(
      `select to_regclass('search.state') is not null as "isThere"`
    );
    return rows[0]?.isThere ?? false;
  }

  /** One connection holds the lock; when it breaks, the lock is free for others and must be taken anew. */
  private async _connect(): Promise<pg.Client> {
    if (!this._client) {
      const client = new pg.Client({ connectionString: this._url });
      client.on('error', () => (this._client = null));
      await client.connect();
      this._client = client;
    }
    return this._client;
  }
}
