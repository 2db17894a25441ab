// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IIdentity } from './auth/identity.ts';
import type { IJupyterHub } from './auth/jupyterhub.ts';
import type { SecretKey } from './auth/secret-key.ts';
import type { IClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Content } from './content/content.ts';
import type { Records } from './db/database.ts';
import type { Database } from './db/schema.ts';
import type { IGate } from './gate/gate.ts';
import type { Metrics } from './health/metrics.ts';
import type { HubLog } from './log/hub-log.ts';
import type { KeyRing } from './log/keys.ts';
import type { ITree } from './log/tree.ts';
import type { ILogger } from './logger.ts';
import type { ForeignContent } from './peers/content/foreign-content.ts';
import type { Following } from './peers/following.ts';
import type { Places, Rates } from './rates.ts';
import type { LiveRooms } from './rooms/live-rooms.ts';
import type { ISearch } from './search/search.ts';
import type { Stores } from './stores.ts';
import type { Threads } from './threads/threads.ts';
import type { Sealing } from './transfer/sealing.ts';
import type { Upkeep } from './upkeep.ts';

/** The ports a handler may use. Its stores read what is committed; writing ones come from `commit`. */
export type AppContext = Stores & {
  config: Config;
  clock: IClock;
  log: ILogger;
  records: Records;
  identity: IIdentity;
  /** Null on one person's own machine. */
  hub: IJupyterHub | null;
  /** Seals sessions and signs confirm tokens. */
  key: SecretKey;
  rates: Rates;
  /** For transfers: few at once. */
  places: Places;
  content: Content<Stores>;
  gate: IGate;
  sealing: Sealing;
  search: ISearch;
  /** Publishes to other hubs. */
  hubLog: HubLog;
  /** The log's static files. */
  tree: ITree;
  /** The log's private keys. */
  keys: KeyRing;
  /** Runs a change in one transaction, for what is nobody's act; a call's own changes go through `commit`. */
  change: <T>(act: (stores: Stores, db: Database) => Promise<T>) => Promise<T>;
  /** Follows other hubs. */
  following: Following;
  /** Content of other hubs' works. */
  foreignContent: ForeignContent;
  upkeep: Upkeep;
  metrics: Metrics;
  /** Rooms while people are in them. */
  live: LiveRooms;
  threads: Threads;
  /** Ends the process after a fault that storage may not have survived. */
  die: (error: Error) => void;
};
