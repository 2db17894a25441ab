// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import type {
  IIndexWriter,
  IndexBatch,
  IndexState,
  KnownPassage,
  KnownWork,
  NewPassage,
  WorkChange
} from './engine.ts';
import { REMEMBERED_CHANGES } from './marks.ts';
import type { Segment } from './passages.ts';

// Derived data: a power cut may cost the last commits, which are applied again, never the file.
const PRAGMAS = `
  pragma journal_mode = WAL;
  pragma synchronous = NORMAL;
  pragma secure_delete = ON;
  pragma busy_timeout = 5000;
  pragma cache_size = -65536;
`;

const TABLES = `
  create table state (
    version text not null, generation text not null, applied integer not null, is_complete integer not null,
    is_purge_due integer not null, purged_at integer not null, forgotten integer not null);
  create table work (
    slot integer primary key autoincrement, id text not null unique, card_key text not null, facts text not null,
    summary text not null);
  create table passage (
    id integer primary key autoincrement, slot integer not null, path text, digest text, part integer not null,
    segments text not null);
  create index passage_slot on passage (slot);
  create table change (seq integer primary key autoincrement, slot integer not null);
  create virtual table words using fts5(
    names, prose, code, outputs, content='', contentless_delete=1, tokenize='ascii');
`;

type Statements = Record<keyof typeof SQL, StatementSync>;
const SQL = {
  findWork: 'select slot, card_key as cardKey from work where id = ?',
  putWork: `insert into work (id, card_key, facts, summary) values (?, ?, ?, ?) on conflict (id) do update
    set card_key = excluded.card_key, facts = excluded.facts, summary = excluded.summary returning slot`,
  dropWork: 'delete from work where slot = ?',
  passagesOf: 'select id, path, digest, part from passage where slot = ? order by id',
  putPassage: 'insert into passage (slot, path, digest, part, segments) values (?, ?, ?, ?, ?)',
  dropPassage: 'delete from passage where id = ?',
  putWords: 'insert into words (rowid, names, prose, code, outputs) values (?, ?, ?, ?, ?)',
  dropWords: 'delete from words where rowid = ?',
  putChange: 'insert into change (slot) values (?)',
  setApplied: 'update state set applied = ?, is_purge_due = max(is_purge_due, ?)',
  forget: `update state set forgotten = (select coalesce(max(seq), 0) from change) - ${REMEMBERED_CHANGES}`,
  dropChanges: 'delete from change where seq <= (select forgotten from state)'
} as const;

type Row = [id: number, names: string, prose: string, code: string, outputs: string];

/** Writes an index in an SQLite file. */
export class SqliteIndex implements IIndexWriter {
  private readonly _database: DatabaseSync;
  private readonly _sql: Statements;

  /**
   * Opens an index.
   *
   * @param version - of a new one
   * @throws Error for a file that is no index: delete it
   */
  constructor(path: string, version: string) {
    this._database = new DatabaseSync(path);
    this._database.exec(PRAGMAS);
    if (!this._database.prepare("select 1 from sqlite_schema where name = 'state'").get()) {
      this._transact(() => this._create(version));
    }
    this._sql = Object.fromEntries(
      Object.entries(SQL).map(([name, text]) => [name, this._database.prepare(text)])
    ) as Statements;
  }

  async state(): Promise<IndexState> {
    const row = this._database.prepare('select * from state').get();
    return {
      version: String(row?.version),
      applied: Number(row?.applied),
      isComplete: row?.is_complete === 1,
      isPurgeDue: row?.is_purge_due === 1,
      purgedAt: Number(row?.purged_at)
    };
  }

  async known(works: readonly string[]): Promise<Map<string, KnownWork>> {
    const known = new Map<string, KnownWork>();
    for (const id of works) {
      const work = this._sql.findWork.get(id) as { slot: number; cardKey: string } | undefined;
      if (work) {
        known.set(id, { ...work, passages: this._sql.passagesOf.all(work.slot) as KnownPassage[] });
      }
    }
    return known;
  }

  async segments(passages: readonly number[]): Promise<Map<number, readonly Segment[]>> {
    const rows = this._database
      .prepare('select id, segments from passage where id in (select value from json_each(?))')
      .all(JSON.stringify(passages)) as { id: number; segments: string }[];
    return new Map(rows.map(({ id, segments }) => [id, JSON.parse(segments) as Segment[]]));
  }

  async index({ works, gone, applied, isErasing }: IndexBatch): Promise<void> {
    this._transact(() => {
      const words: Row[] = [];
      const dropped = [...gone.flatMap(id => this._remove(id)), ...works.flatMap(change => this._put(change, words))];
      this._sql.setApplied.run(applied, isErasing ? 1 : 0);
      this._sql.forget.run();
      this._sql.dropChanges.run();
      // Last of all: FTS5 writes out what it gathered whenever a statement on another table sets a savepoint.
      dropped.forEach(id => this._sql.dropWords.run(id));
      words.forEach(row => this._sql.putWords.run(...row));
    });
  }

  async complete(): Promise<void> {
    this._database.exec('update state set is_complete = 1');
  }

  async purge(now: number): Promise<void> {
    // FTS5 only marks what leaves a table without content; merging all of it drops the words.
    this._database.exec("insert into words (words) values ('optimize')");
    this._database.prepare('update state set is_purge_due = 0, purged_at = ?').run(now);
    this._database.exec('pragma wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    this._database.exec('pragma wal_checkpoint(TRUNCATE)');
    this._database.close();
  }

  private _create(version: string): void {
    this._database.exec(TABLES);
    this._database.prepare('insert into state values (?, ?, 0, 0, 0, 0, 0)').run(version, randomUUID());
  }

  /** @returns ids of passages whose words go; adds those that come to `words` */
  private _put({ facts, summary, cardKey, add, drop }: WorkChange, words: Row[]): readonly number[] {
    const { slot } = this._sql.putWork.get(facts.id, cardKey, JSON.stringify(facts), summary) as { slot: number };
    drop.forEach(id => this._sql.dropPassage.run(id));
    words.push(...add.map(passage => this._addPassage(slot, passage)));
    this._sql.putChange.run(slot);
    return drop;
  }

  private _remove(id: string): number[] {
    const work = this._sql.findWork.get(id) as { slot: number } | undefined;
    const passages = work ? this._sql.passagesOf.all(work.slot).map(passage => Number(passage.id)) : [];
    if (work) {
      passages.forEach(passage => this._sql.dropPassage.run(passage));
      this._sql.dropWork.run(work.slot);
      this._sql.putChange.run(work.slot);
    }
    return passages;
  }

  private _addPassage(slot: number, { path, digest, part, segments, tokens }: NewPassage): Row {
    const { lastInsertRowid } = this._sql.putPassage.run(slot, path, digest, part, JSON.stringify(segments));
    const [names = [], prose = [], code = [], outputs = []] = tokens;
    return [Number(lastInsertRowid), names.join(' '), prose.join(' '), code.join(' '), outputs.join(' ')];
  }

  private _transact(act: () => void): void {
    this._database.exec('begin immediate');
    try {
      act();
      this._database.exec('commit');
    } catch (error) {
      this._database.exec('rollback');
      throw error;
    }
  }
}
