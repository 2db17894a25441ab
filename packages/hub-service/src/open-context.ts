// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { HttpJupyterHub } from './auth/http-jupyterhub.ts';
import type { IIdentity } from './auth/identity.ts';
import { HubIdentity, SoloIdentity } from './auth/identity.ts';
import type { IJupyterHub } from './auth/jupyterhub.ts';
import { loadSecretKey } from './auth/secret-key.ts';
import type { IClock } from './clock.ts';
import { systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { Content } from './content/content.ts';
import { DiskGuard, type Space, spaceOf } from './content/disk.ts';
import { DiskPacks } from './content/disk-packs.ts';
import type { IPacks } from './content/packs.ts';
import { SqlGarbageStore } from './content/sql-garbage-store.ts';
import type { AppContext } from './context.ts';
import type { Records } from './db/database.ts';
import { openRecords } from './db/database.ts';
import { ThreadGate } from './gate/thread-gate.ts';
import { Metrics } from './health/metrics.ts';
import { hubOf as ownHub } from './hub.ts';
import { HubLog } from './log/hub-log.ts';
import { KeyRing } from './log/keys.ts';
import { demandSameHub } from './log/same-hub.ts';
import { settleWorks } from './log/settle.ts';
import { DiskTree, type ITree } from './log/tree.ts';
import type { ILogger } from './logger.ts';
import { PeerFetch } from './peers/fetch/index.ts';
import { ForeignContent } from './peers/content/foreign-content.ts';
import { Following } from './peers/following.ts';
import { Places, Rates } from './rates.ts';
import { LiveRooms } from './rooms/live-rooms.ts';
import type { Stores } from './stores.ts';
import { inTransaction, makeStores } from './stores.ts';
import { Search } from './search/search.ts';
import { type Threads, startThreads } from './threads/threads.ts';
import { Sealing } from './transfer/sealing.ts';
import { Upkeep } from './upkeep.ts';

/** What a service is given from outside. */
export type ServiceOptions = {
  log: ILogger;
  clock?: IClock;
  /** Who answers for tokens; JupyterHub's REST API if absent. */
  hub?: IJupyterHub;
  /** Where content is kept; the data folder if absent. */
  packs?: IPacks;
  /** Where the log's files are kept; the data folder if absent. */
  tree?: ITree;
  /** Looks at the disk; the real one if absent. */
  space?: () => Promise<Space>;
  /** Threads that several services share; its own if absent. */
  threads?: Threads;
  /** Ends the process; injected so that specs survive it. */
  die?: (error: Error) => void;
};

/** Opens the records and content, and gathers the ports a handler may use. */
export async function openContext(config: Config, options: ServiceOptions): Promise<AppContext> {
  const { log, clock = systemClock } = options;
  const records = await openRecords(config.data, config.databaseUrl);
  const stores = makeStores(records, clock);
  await demandSameHub(config, stores.entries);
  const threads = options.threads ?? startThreads();
  const content = openContent(config, options, { records, stores, clock, threads });
  const gate = new ThreadGate(content.recipes, stores.findings, threads.gate, config.patterns);
  const place = { data: config.data, databaseUrl: config.databaseUrl, hub: ownHub(config) };
  const search = new Search({ place, index: threads.index, search: threads.search, log });
  const metrics = new Metrics();
  const change: AppContext['change'] = async act => {
    const start = performance.now();
    return inTransaction(records, clock, act, (inside, works) => settleWorks({ config, clock }, inside, works)).finally(
      () => {
        metrics.wrote(performance.now() - start);
        search.wake();
        hubLog.wake();
      }
    );
  };
  const die = options.die ?? endProcess(log);
  const [tree, keys] = [options.tree ?? new DiskTree(config.data), new KeyRing(config.data)];
  const hubLog = new HubLog({
    ...{ config, clock, log, records, stores, tree, keys, die },
    // Not `change`, which would wake it again.
    change: act => inTransaction(records, clock, act)
  });
  const changing = { records, stores, clock, log, change };
  const { following, foreignContent } = openFollowing(config, { ...changing, metrics, content });
  const { hub, identity } = whoIsWho(config, options, stores, clock);
  return {
    ...stores,
    config,
    clock,
    log,
    records,
    identity,
    hub,
    key: loadSecretKey(config.data, clock),
    rates: new Rates(),
    places: new Places(LIMITS.transfersRunning, LIMITS.transfersQueued),
    content,
    gate,
    sealing: new Sealing({ stores, content, gate }),
    search,
    metrics,
    live: new LiveRooms({ config, clock, logger: log, records, stores, threads, identity, change, die }),
    upkeep: new Upkeep({ records, clock, log, content, change, die }),
    change,
    following,
    foreignContent,
    hubLog,
    tree,
    keys,
    die,
    threads
  };
}

type FollowingPorts = Omit<Following.IOptions, 'fetch' | 'ports' | 'onPoll' | 'content'> & {
  metrics: Metrics;
  content: Content<Stores>;
};

function openFollowing(
  config: Config,
  { metrics, content, ...ports }: FollowingPorts
): Pick<AppContext, 'following' | 'foreignContent'> {
  const { stores, clock, change } = ports;
  const fetch = new PeerFetch({ ...config.peers, clock });
  const shared = { fetch, stores, clock, change, data: config.data };
  const foreignContent = new ForeignContent({ ...shared, content });
  const following = new Following({
    ...ports,
    ...{ fetch, content: foreignContent },
    ports: { ...shared, ownHub: ownHub(config).id },
    onPoll: outcome => metrics.polled(outcome)
  });
  return { following, foreignContent };
}

type Opened = { records: Records; stores: Stores; clock: IClock; threads: Threads };

function openContent(
  config: Config,
  options: ServiceOptions,
  { records, stores, clock, threads }: Opened
): Content<Stores> {
  return new Content({
    stores,
    transact: act => inTransaction(records, clock, act),
    inGarbage: act => records.db.transaction().execute(db => act(new SqlGarbageStore({ ...records, db }, clock))),
    packs: options.packs ?? new DiskPacks(config.data),
    thread: threads.content,
    disk: new DiskGuard(options.space ?? (() => spaceOf(config.data)), clock),
    clock
  });
}

type Persons = { hub: IJupyterHub | null; identity: IIdentity };

function whoIsWho(config: Config, options: ServiceOptions, { people }: Stores, clock: IClock): Persons {
  const { access } = config;
  if (access.kind === 'solo') {
    return { hub: null, identity: new SoloIdentity(access, people) };
  }
  const hub = options.hub ?? new HttpJupyterHub(access);
  return { hub, identity: new HubIdentity({ hub, people, clock, serviceName: access.serviceName }) };
}

function endProcess(log: ILogger): (error: Error) => void {
  return error => {
    log.error('Storage did not confirm a write. The service ends, so that it recovers from what is on disk.', {
      fault: error.message
    });
    process.exit(1);
  };
}
