// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { ColumnTypes, Migration } from '../migrate.ts';

/** Followed hubs, what their logs say, and whose a work is. */
export const peers: Migration = async (db, columns) => {
  for (const statement of [...follows(columns), ...works(columns), ...rest(columns)]) {
    await sql.raw(statement).execute(db);
  }
};

function follows({ bytes, integer, text }: ColumnTypes): string[] {
  return [
    `create table peer (
      id ${text} primary key, address ${text} not null, bases ${text} not null, name ${text} not null,
      operator ${text} not null, descriptor ${text} not null, descriptor_digest ${text}, descriptor_taken ${text}, vkeys ${text} not null,
      recovery ${text} not null, generation ${integer} not null, size ${integer} not null, range ${bytes} not null,
      etag ${text}, mode ${text} not null, review ${text} not null, quota_bytes ${integer} not null,
      free_size ${integer} not null, seen_size ${integer} not null, day_start ${integer} not null, day_entries ${integer} not null,
      state ${text} not null, fault ${text}, failures ${integer} not null, followed_by ${text} not null,
      followed_at ${integer} not null, succeeded_at ${integer}, changed_at ${integer}, polled_at ${integer},
      next_poll_at ${integer} not null, interval_ms ${integer} not null, statement_at ${integer} not null)`,
    'create index peer_next on peer (next_poll_at)'
  ];
}

function works({ bytes, integer, text }: ColumnTypes): string[] {
  return [
    // Null: a work of this hub.
    `alter table work add column hub ${text} references peer`,
    'create index release_url on release (url)',
    'create index work_hub on work (hub) where hub is not null',
    `create table peer_work (
      hub ${text} not null references peer on delete cascade, home ${text} not null, work ${text} not null unique,
      state ${text} not null, scope ${text}, category ${text}, withdrawn_at ${integer}, standing ${text} not null,
      seen_at ${integer} not null, primary key (hub, home))`,
    `create index peer_work_waiting on peer_work (seen_at) where standing = 'waiting'`,
    `create table peer_release (
      hub ${text} not null, home ${text} not null, label ${text} not null, entry ${integer} not null,
      manifest ${text} not null, card ${text} not null, card_bytes ${bytes}, state ${text} not null, scope ${text},
      category ${text}, withdrawn_at ${integer}, published_at ${integer} not null, fault ${text},
      retry_at ${integer} not null, primary key (hub, home, label),
      foreign key (hub, home) references peer_work (hub, home) on delete cascade)`,
    `create index peer_release_card on peer_release (hub, retry_at) where card_bytes is null and state <> 'erased'`,
    'create index peer_release_manifest on peer_release (manifest)'
  ];
}

function rest({ integer, text, compact }: ColumnTypes): string[] {
  return [
    `create table peer_file (
      work ${text} not null references work on delete cascade, seq ${integer} not null, path ${text} not null,
      digest ${text} not null, size ${integer} not null, media_type ${text} not null,
      primary key (work, seq, path))${compact}`,
    `create table peer_kept (
      work ${text} not null references work on delete cascade, seq ${integer} not null,
      hub ${text} not null references peer on delete cascade, bytes ${integer} not null, used_at ${integer} not null,
      primary key (work, seq))`,
    `create table peer_tombstone (
      key ${text} primary key, hub ${text} not null, scope ${text} not null, seen_at ${integer} not null,
      purged_at ${integer})`,
    `create table peer_offer (
      id ${text} primary key, hub ${text} not null references peer on delete cascade, home ${text} not null,
      document ${text} not null, expires_at ${integer} not null, state ${text} not null, note ${text}, name ${text},
      seen_at ${integer} not null)`,
    `create table peer_answer (
      offer ${text} not null, hub ${text} not null references peer on delete cascade, value ${text} not null,
      document ${text}, at ${integer} not null, primary key (offer, hub))`,
    `create table peer_note (
      hub ${text} not null references peer on delete cascade, entry ${integer} not null, words ${text} not null,
      at ${integer} not null, primary key (hub, entry))`
  ];
}
