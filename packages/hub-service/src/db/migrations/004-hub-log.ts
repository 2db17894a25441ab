// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { Migration } from '../migrate.ts';

/** The log by which this hub publishes to others, and what it says of works. */
export const hubLog: Migration = async (db, { bytes, integer, text, compact }) => {
  const statements = [
    `create table log_generation (
      generation ${integer} primary key, hub_id ${text} not null, vkeys ${text} not null, rotations ${text} not null,
      recovery ${text} not null, descriptor ${text}, statement ${bytes}, checkpoint ${bytes},
      opened_at ${integer} not null)`,
    `create table log_entry (
      generation ${integer} not null references log_generation, idx ${integer} not null, bytes ${bytes} not null,
      hash ${bytes} not null, primary key (generation, idx))${compact}`,
    `create table log_work (work ${text} primary key, state ${text} not null, category ${text})`,
    `create table log_release (
      work ${text} not null, label ${text} not null, seq ${integer} not null, manifest ${text} not null,
      crate ${text} not null, card ${text} not null, state ${text} not null, primary key (work, label))`,
    'create index log_release_manifest on log_release (manifest)',
    'create index log_release_crate on log_release (crate)',
    'create index log_release_card on log_release (card)',
    `create table log_document (digest ${text} primary key, kind ${text} not null, bytes ${bytes} not null)`
  ];
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
};
