// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IncomingMessage, Server } from 'node:http';
import { join } from 'node:path';
import type { Person, RoomCloseReason } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { AppContext } from '../context.ts';
import type { Records } from '../db/database.ts';
import type { ILogger } from '../logger.ts';
import type { Stores } from '../stores.ts';
import type { Threads } from '../threads/threads.ts';
import { Admission } from './admission.ts';
import { Documents } from './live/documents.ts';
import type { LiveDocument } from './live/live-document.ts';
import { Sessions } from './live/sessions.ts';
import { RoomTransport } from './live/transport.ts';
import { GroupCommit } from './log/group-commit.ts';
import { RoomLog } from './log/room-log.ts';
import { PostgresSql, ThreadSql } from './log/sql.ts';
import { notebookName, roomOf, sideName } from './names.ts';
import { Runs } from './runs.ts';
import { Side } from './side.ts';
import { Versions } from './versions.ts';
import { Watch } from './watch.ts';

export interface ILiveRoomsOptions {
  config: Config;
  clock: IClock;
  logger: ILogger;
  records: Records;
  stores: Stores;
  threads: Threads;
  identity: AppContext['identity'];
  change: AppContext['change'];
  die: (error: Error) => void;
}

/** All that lives in rooms while people are in them. */
export class LiveRooms {
  readonly sessions: Sessions;
  readonly documents: Documents;
  readonly log: RoomLog;
  readonly side: Side;
  readonly runs: Runs;
  readonly versions: Versions;
  readonly admission: Admission;
  private readonly _file: ThreadSql | null;
  private readonly _transport: RoomTransport;
  readonly watch: Watch;

  constructor(options: ILiveRoomsOptions) {
    const { clock, config, records, stores, threads, logger, die, change } = options;
    const now = (): number => clock.now();
    this._file = records.engine === 'sqlite' ? new ThreadSql(threads.roomLog, join(config.data, 'rooms.db')) : null;
    this.log = new RoomLog(this._file ?? new PostgresSql(records.db), clock);
    this.sessions = new Sessions(clock);
    this.runs = new Runs(now);
    this.documents = new Documents({
      remote: threads.rooms,
      log: this.log,
      commits: new GroupCommit(this.log),
      now,
      logger,
      die,
      onLoaded: document => this._loaded(document),
      onLeft: document => this.versions.makeDue(document, 'leave')
    });
    this.side = new Side(this.documents, stores);
    this.versions = new Versions({ documents: this.documents, log: this.log, clock, stores, change, side: this.side });
    this.admission = new Admission({
      config,
      clock,
      stores,
      change,
      sessions: this.sessions,
      documents: this.documents
    });
    this._transport = new RoomTransport({
      config,
      now,
      admit: (name, ticket, socket) => this.admission.admit(name, ticket, socket),
      isRightWay: request => isRightWay(config, request)
    });
    this.watch = new Watch({ ...options, rooms: this });
  }

  /** How much goes on. */
  get counts(): { sockets: number; sessions: number; documents: number } {
    return {
      sockets: this._transport.sockets,
      sessions: this.sessions.all.length,
      documents: this.documents.loaded.length
    };
  }

  /** Takes WebSockets from a server of HTTP. */
  listen(server: Server): void {
    this._transport.listen(server);
  }

  /** Begins to look after sessions, presence and versions by itself. */
  start(): void {
    this.watch.start();
  }

  /** Lets everybody go, when all they sent is stored. */
  async stop(): Promise<void> {
    this.watch.stop();
    await this.documents.stop();
    await this._transport.stop();
    await this._file?.close();
  }

  /** Who is connected to a room, each once. */
  here(room: string): Person[] {
    const people = new Map<string, Person>();
    for (const { person: id, name, seats, room: where } of this.sessions.all) {
      if (where === room && seats.size > 0) {
        people.set(id, { id, name });
      }
    }
    return [...people.values()];
  }

  /** After members or the state of a room changed: rights count at once. */
  async changed(room: string, epoch: number): Promise<void> {
    await this.admission.recheck(room);
    await this.side.showMembers(room, epoch);
  }

  /** Sends everybody out of a room. */
  async empty(room: string, epoch: number, reason: RoomCloseReason): Promise<void> {
    for (const session of this.sessions.all.filter(each => each.room === room)) {
      this.sessions.end(session, reason);
    }
    await this.documents.close(notebookName(room, epoch), reason);
    await this.documents.close(sideName(room, epoch), reason);
    this.runs.forget(room);
  }

  private async _loaded(document: LiveDocument): Promise<void> {
    if (!document.isNotebook) {
      await this.side.load(document, this.runs.of(roomOf(document.name)));
    }
  }
}

/** On one person's own machine, the person's Jupyter server must have added the secret. */
function isRightWay({ access }: Config, request: IncomingMessage): boolean {
  return access.kind === 'hub' || request.headers['x-atrium-secret'] === access.secret;
}
