// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAuditStore } from './audit/store.ts';
import { SqlAuditStore } from './audit/sql-store.ts';
import type { ISessionStore } from './auth/session-store.ts';
import { SqlSessionStore } from './auth/sql-session-store.ts';
import { SqlTicketStore } from './auth/sql-ticket-store.ts';
import type { ITicketStore } from './auth/ticket-store.ts';
import type { IClock } from './clock.ts';
import { SqlCollectionStore } from './collections/sql-store.ts';
import type { ICollectionStore } from './collections/store.ts';
import type { IChunkStore } from './content/chunk-store.ts';
import type { IFileStore } from './content/file-store.ts';
import { SqlChunkStore } from './content/sql-chunk-store.ts';
import { SqlFileStore } from './content/sql-file-store.ts';
import type { Records } from './db/database.ts';
import type { Database } from './db/schema.ts';
import { SqlDraftStore } from './drafts/sql-store.ts';
import type { IDraftStore } from './drafts/store.ts';
import { SqlFindingStore } from './gate/sql-store.ts';
import type { IFindingStore } from './gate/store.ts';
import { SqlCountStore } from './health/sql-store.ts';
import type { ICountStore } from './health/store.ts';
import { SqlEntryStore } from './log/sql-entry-store.ts';
import { SqlLoggedStore } from './log/sql-logged-store.ts';
import type { IEntryStore, ILoggedStore } from './log/store.ts';
import { SqlForeignStore } from './peers/sql-foreign-store.ts';
import { SqlShelfStore } from './peers/sql-shelf-store.ts';
import { SqlPeerStore } from './peers/sql-store.ts';
import type { IForeignStore, IPeerStore, IShelfStore } from './peers/store.ts';
import { SqlPersonStore } from './people/sql-store.ts';
import type { IPersonStore } from './people/store.ts';
import { SqlReleaseStore } from './releases/sql-store.ts';
import type { IReleaseStore } from './releases/store.ts';
import { SqlWorkStore } from './works/sql-store.ts';
import { SqlRoomStore } from './rooms/sql-store.ts';
import { SqlTalkStore } from './rooms/sql-talk-store.ts';
import { SqlVersionStore } from './rooms/sql-version-store.ts';
import type { IRoomStore, ITalkStore, IVersionStore } from './rooms/store.ts';
import type { IWorkStore } from './works/store.ts';

/** Every store of the records database. */
export type Stores = {
  people: IPersonStore;
  audit: IAuditStore;
  works: IWorkStore;
  releases: IReleaseStore;
  drafts: IDraftStore;
  tickets: ITicketStore;
  files: IFileStore;
  chunks: IChunkStore;
  findings: IFindingStore;
  sessions: ISessionStore;
  collections: ICollectionStore;
  peers: IPeerStore;
  foreign: IForeignStore;
  shelf: IShelfStore;
  counts: ICountStore;
  rooms: IRoomStore;
  talk: ITalkStore;
  versions: IVersionStore;
  entries: IEntryStore;
  logged: ILoggedStore;
};

/**
 * Makes the stores on a database or on one of its transactions.
 *
 * @param onChange - told of each work of which something changed
 */
export function makeStores(records: Records, clock: IClock, onChange?: (work: string) => void): Stores {
  return {
    people: new SqlPersonStore(records, clock),
    audit: new SqlAuditStore(records, clock),
    works: new SqlWorkStore(records, clock, onChange),
    releases: new SqlReleaseStore(records, clock),
    drafts: new SqlDraftStore(records, clock),
    tickets: new SqlTicketStore(records.db),
    files: new SqlFileStore(records),
    chunks: new SqlChunkStore(records, clock),
    findings: new SqlFindingStore(records, clock),
    sessions: new SqlSessionStore(records.db, clock),
    collections: new SqlCollectionStore(records.db, clock),
    peers: new SqlPeerStore(records, clock),
    foreign: new SqlForeignStore(records, clock),
    shelf: new SqlShelfStore(records, clock),
    rooms: new SqlRoomStore(records, clock),
    talk: new SqlTalkStore(records, clock),
    versions: new SqlVersionStore(records),
    counts: new SqlCountStore(records.db),
    entries: new SqlEntryStore(records, clock),
    logged: new SqlLoggedStore(records)
  };
}

/**
 * Runs a change in one transaction, which awaits nothing but the database.
 *
 * @param settle - ends it: told which works changed
 */
export function inTransaction<T>(
  records: Records,
  clock: IClock,
  act: (stores: Stores, db: Database) => Promise<T>,
  settle?: (stores: Stores, works: ReadonlySet<string>) => Promise<void>
): Promise<T> {
  return records.db.transaction().execute(async db => {
    const changed = new Set<string>();
    const stores = makeStores({ ...records, db }, clock, work => changed.add(work));
    const result = await act(stores, db);
    await settle?.(stores, changed);
    return result;
  });
}
