// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAuditStore } from './audit/store.ts';
import { SqlAuditStore } from './audit/sql-store.ts';
import type { IClock } from './clock.ts';
import type { Records } from './db/database.ts';
import { SqlPersonStore } from './people/sql-store.ts';
import type { IPersonStore } from './people/store.ts';
import { SqlWorkStore } from './works/sql-store.ts';
import type { IWorkStore } from './works/store.ts';

/** Every store of the records database. */
export type Stores = {
  people: IPersonStore;
  audit: IAuditStore;
  works: IWorkStore;
};

/** Makes the stores on a database or on one of its transactions. */
export function makeStores(records: Records, clock: IClock): Stores {
  return {
    people: new SqlPersonStore(records.db, clock),
    audit: new SqlAuditStore(records, clock),
    works: new SqlWorkStore(records, clock)
  };
}
