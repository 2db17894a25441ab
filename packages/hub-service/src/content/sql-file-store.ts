// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { inSlices, insertMany, numberList, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { DraftScope } from './chunk-store.ts';
import type { FileChange, IFileStore, KnownFile, ReleasedFile } from './file-store.ts';
import { isOpenTo } from './sql-chunk-store.ts';

const PAGE = 2000;

const FILES = {
  table: 'file',
  columns: { digest: 'text', size: 'int8' },
  suffix: 'on conflict do nothing'
} as const;
const RECIPES = { table: 'file_chunk', columns: { file: 'int8', seq: 'int8', chunk: 'int8' } } as const;
const RELEASED = {
  table: 'release_file',
  columns: { work: 'text', path: 'text', since: 'int8', file: 'int8', media_type: 'text' }
} as const;

/** Files in SQL. */
export class SqlFileStore implements IFileStore {
  private readonly _records: Records;

  constructor(records: Records) {
    this._records = records;
  }

  async ofRelease(work: string, seq: number): Promise<ReleasedFile[]> {
    const files: ReleasedFile[] = [];
    for (let after = ''; ;) {
      const { rows } = await sql<ReleasedFile>`
        select rf.path, f.digest, f.size, rf.media_type, f.id as file
        from release_file rf join file f on f.id = rf.file
        where rf.work = ${work} and rf.path > ${after} and rf.since <= ${seq} and (rf.until is null or rf.until > ${seq})
        order by rf.path limit ${PAGE}
      `.execute(this._records.db);
      files.push(...rows);
      after = rows.at(-1)?.path ?? '';
      if (rows.length < PAGE) {
        return files;
      }
      await setImmediate();
    }
  }

  async ofPath(work: string, seq: number, path: string): Promise<ReleasedFile | null> {
    const { rows } = await sql<ReleasedFile>`
      select rf.path, f.digest, f.size, rf.media_type, f.id as file
      from release_file rf join file f on f.id = rf.file
      where rf.work = ${work} and rf.path = ${path} and rf.since <= ${seq} and (rf.until is null or rf.until > ${seq})
    `.execute(this._records.db);
    return rows[0] ?? null;
  }

  async byDigest(digests: readonly string[]): Promise<Map<string, KnownFile>> {
    return this._known(digests, sql`true`);
  }

  async knownFor({ work }: DraftScope, digests: readonly string[]): Promise<Map<string, KnownFile>> {
    return this._known(
      digests,
      sql`exists (select 1 from release_file rf join work w on w.id = rf.work where rf.file = f.id and ${isOpenTo(work)})`
    );
  }

  async add(files: readonly { digest: string; size: number; chunks: readonly number[] }[]): Promise<void> {
    const digests = files.map(file => file.digest);
    const known = await this.byDigest(digests);
    const added = files.filter(file => !known.has(file.digest));
    await insertMany(
      this._records,
      FILES,
      added.map(({ digest, size }) => [digest, size])
    );
    const ids = await this.byDigest(added.map(file => file.digest));
    // Another process may have added one meanwhile: two recipes must not mix.
    const done = await this._withRecipe([...ids.values()].map(file => file.id));
    const rows = added.flatMap(({ digest, chunks }) => {
      const id = ids.get(digest)?.id ?? -1;
      return done.has(id) ? [] : chunks.map((chunk, seq) => [id, seq, chunk]);
    });
    await insertMany(this._records, RECIPES, rows);
  }

  private async _withRecipe(files: readonly number[]): Promise<Set<number>> {
    const { rows } = await sql<{ file: number }>`
      select file from file_chunk where seq = 0 and file in ${numberList(this._records, files)}
    `.execute(this._records.db);
    return new Set(rows.map(row => row.file));
  }

  async incomplete(digests: readonly string[]): Promise<string[]> {
    const known = await this.byDigest(digests);
    const lost = await this._known(
      digests,
      sql`exists (select 1 from file_chunk fc join chunk c on c.id = fc.chunk where fc.file = f.id and c.pack is null)`
    );
    return digests.filter(digest => !known.has(digest) || lost.has(digest));
  }

  async release(work: string, seq: number, changes: readonly FileChange[]): Promise<void> {
    const paths = changes.map(change => change.path);
    await sql`
      update release_file set until = ${seq}
      where work = ${work} and until is null and path in ${textList(this._records, paths)}
    `.execute(this._records.db);
    const put = changes.filter(change => change.digest !== null);
    const ids = await this.byDigest(put.map(change => change.digest ?? ''));
    await insertMany(
      this._records,
      RELEASED,
      put.map(({ path, digest, mediaType }) => [work, path, seq, ids.get(digest ?? '')?.id ?? -1, mediaType])
    );
  }

  async erase(work: string, kept: readonly number[]): Promise<void> {
    const { db } = this._records;
    const rows = await db
      .selectFrom('releaseFile')
      .select(['path', 'since', 'until', 'file'])
      .where('work', '=', work)
      .execute();
    const gone = rows.filter(row => !kept.some(seq => row.since <= seq && (row.until === null || row.until > seq)));
    for (const { path, since } of gone) {
      await db
        .deleteFrom('releaseFile')
        .where('work', '=', work)
        .where('path', '=', path)
        .where('since', '=', since)
        .execute();
    }
    await insertMany(
      this._records,
      { table: 'erased_file', columns: { file: 'int8' }, suffix: 'on conflict do nothing' },
      gone.map(row => [row.file])
    );
  }

  async storedBy(owner: string): Promise<number> {
    const { rows } = await sql<{ bytes: number | string }>`
      select coalesce(sum(size), 0) as bytes from file where id in (
        select rf.file from release_file rf join work w on w.id = rf.work where w.owner = ${owner})
    `.execute(this._records.db);
    return Number(rows[0]?.bytes ?? 0);
  }

  async newTo(owner: string, files: readonly { digest: string; size: number }[]): Promise<number> {
    const sizes = new Map(files.map(file => [file.digest, file.size]));
    const stored = await this._known(
      [...sizes.keys()],
      sql`exists (select 1 from release_file rf join work w on w.id = rf.work where rf.file = f.id and w.owner = ${owner})`
    );
    return [...sizes].reduce((sum, [digest, size]) => (stored.has(digest) ? sum : sum + size), 0);
  }

  /** Of some files, those that are known and meet a condition on `f`. */
  private async _known(digests: readonly string[], condition: RawBuilder<unknown>): Promise<Map<string, KnownFile>> {
    const found = await inSlices(digests, async slice => {
      const { rows } = await sql<KnownFile & { digest: string }>`
        select f.id, f.digest, f.size from file f where f.digest in ${textList(this._records, slice)} and ${condition}
      `.execute(this._records.db);
      return rows;
    });
    return new Map(found.map(({ digest, id, size }) => [digest, { id, size }]));
  }
}
