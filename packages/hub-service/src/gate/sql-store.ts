// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { IClock } from '../clock.ts';
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
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
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

  async setConfirmed(person: string, finding: string, isConfirmed: boolean): Promise<void> {
    const { db } = this._records;
    await (isConfirmed
      ? db
          .insertInto('confirmedSecret')
          .values({ person, finding, at: this._clock.now() })
          .onConflict(conflict => conflict.doNothing())
          .execute()
      : db.deleteFrom('confirmedSecret').where('person', '=', person).where('finding', '=', finding).execute());
  }

  async confirmedOf(person: string): Promise<Set<string>> {
    const rows = await this._records.db
      .selectFrom('confirmedSecret')
      .select('finding')
      .where('person', '=', person)
      .execute();
    return new Set(rows.map(row => row.finding));
  }
}
