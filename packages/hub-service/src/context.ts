// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IIdentity } from './auth/identity.ts';
import type { IClock } from './clock.ts';
import type { Config } from './config.ts';
import type { Records } from './db/database.ts';
import type { ILogger } from './logger.ts';
import type { Stores } from './stores.ts';

/** The ports a handler may use. Its stores read what is committed; writing ones come from `commit`. */
export type AppContext = Stores & {
  config: Config;
  clock: IClock;
  log: ILogger;
  records: Records;
  identity: IIdentity;
};
