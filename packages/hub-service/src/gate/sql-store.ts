// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import { inSlices, insertMany, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type { IFindingStore } from './store.ts';

const FINDINGS = {
  table: 'file_check',
  columns: { file: 'int8', path: 'text', version: 'int8', result: 'text' },
  suffix: 'on conflict (file, path) do update set version = excluded.version, result = excluded.result'
} as const;

/** Findings in SQL. */
export class SqlFindingStore implements IFindingStore {
  private readonly _records: Records;

  constructor(records: Records) {
    this._records = records;
  }

  async find(files: readonly { digest: string; path: string }[], version: number): Promise<Map<string, string>> {
    const found = await inSlices(files, async slice => {
      const digests = textList(
        this._records,
        slice.map(file => file.digest)
      );
      const { rows } = await sql<{ digest: string; path: string; result: string }>`
        select f.digest, fc.path, fc.result from file f join file_check fc on fc.file = f.id
        where fc.version = ${version} and f.digest in ${digests}
      `.execute(this._records.db);
      return rows;
    });
    return new Map(found.map(({ digest, path, result }) => [`${digest} ${path}`, result]));
  }

  async keep(findings: readonly { digest: string; path: string; result: string }[], version: number): Promise<void> {
    const digests = textList(
      this._records,
      findings.map(each => each.digest)
    );
    const { rows } = await sql<{ id: number; digest: string }>`
      select id, digest from file where digest in ${digests}
    `.execute(this._records.db);
    const ids = new Map(rows.map(row => [row.digest, row.id]));
    const kept = findings.flatMap(({ digest, path, result }) => {
      const id = ids.get(digest);
      return id === undefined ? [] : [[id, path, version, result]];
    });
    await insertMany(this._records, FINDINGS, kept);
  }
}
