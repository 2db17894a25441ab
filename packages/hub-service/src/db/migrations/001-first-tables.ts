// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { ColumnTypes, Migration } from '../migrate.ts';

/** People, works, releases, content, drafts, tickets, collections, audit. */
export const firstTables: Migration = async (db, columns) => {
  for (const statement of [...people(columns), ...works(columns), ...content(columns), ...drafts(columns)]) {
    await sql.raw(statement).execute(db);
  }
  for (const statement of [...logs(columns), ...collections(columns)]) {
    await sql.raw(statement).execute(db);
  }
};

function people({ integer, text }: ColumnTypes): string[] {
  return [
    `create table person (
      id ${text} primary key, username ${text} not null unique, name ${text} not null,
      created_at ${integer} not null, seen_at ${integer} not null)`,
    `create table person_group (
      person ${text} not null references person, name ${text} not null, primary key (person, name))`,
    'create index person_group_name on person_group (name)'
  ];
}

function works({ bytes, integer, key, text, compact }: ColumnTypes): string[] {
  return [
    `create table work (
      id ${text} primary key, owner ${text} not null references person, audience ${text} not null,
      state ${text} not null, release ${text}, releases ${integer} not null, copies ${integer} not null,
      created_at ${integer} not null, updated_at ${integer} not null,
      withdrawn_at ${integer}, withdraw_reason ${text})`,
    'create index work_owner on work (owner, updated_at)',
    'create index work_newest on work (updated_at, id)',
    'create index work_release on work (release)',
    `create table reader (
      work ${text} not null references work on delete cascade, kind ${text} not null, name ${text} not null,
      primary key (work, kind, name))`,
    `create table release (
      id ${text} primary key, work ${text} not null references work, seq ${integer} not null, label ${text} not null,
      manifest ${text} not null unique, crate ${text} not null, crate_bytes ${bytes}, url ${text} not null,
      files_digest ${text} not null, created_at ${integer} not null, by ${text} not null references person,
      note ${text} not null, files ${integer} not null, bytes ${integer} not null, state ${text} not null,
      withdrawn_at ${integer}, withdraw_reason ${text}, changes ${text}, card ${text} not null, cover ${text},
      unique (work, seq), unique (work, label))`,
    'create index release_cover on release (cover)',
    'create index release_day on release (by, created_at)',
    `create table lineage (
      release ${text} not null references release, manifest ${text} not null, url ${text} not null,
      primary key (release, manifest))`,
    'create index lineage_manifest on lineage (manifest)',
    `create table opened_copy (
      release ${text} not null references release, person ${text} not null references person,
      primary key (release, person))`,
    `create table file (id ${key}, digest ${text} not null unique, size ${integer} not null)`,
    `create table release_file (
      work ${text} not null references work, path ${text} not null, since ${integer} not null, until ${integer},
      file ${integer} not null references file, media_type ${text} not null, primary key (work, path, since))${compact}`,
    'create index release_file_file on release_file (file)'
  ];
}

function content({ bytes, integer, key, text, compact }: ColumnTypes): string[] {
  return [
    `create table pack (id ${text} primary key, bytes ${integer} not null, created_at ${integer} not null,
      checked_at ${integer} not null)`,
    `create table chunk (
      id ${key}, hash ${bytes} not null unique, size ${integer} not null, pack ${text} references pack,
      "offset" ${integer} not null, stored ${integer} not null, encoding ${integer} not null, dead_since ${integer})`,
    'create index chunk_pack on chunk (pack)',
    `create table file_chunk (
      file ${integer} not null references file on delete cascade, seq ${integer} not null,
      chunk ${integer} not null references chunk, primary key (file, seq))${compact}`,
    'create index file_chunk_chunk on file_chunk (chunk)',
    `create table file_check (
      file ${integer} not null references file on delete cascade, path ${text} not null, version ${integer} not null,
      result ${text} not null, primary key (file, path))`,
    `create table confirmed_secret (
      person ${text} not null references person, finding ${text} not null, at ${integer} not null,
      primary key (person, finding))`,
    `create table erased_file (file ${integer} primary key)`,
    'create index chunk_dead on chunk (dead_since) where dead_since is not null'
  ];
}

function drafts({ bytes, integer, text, compact }: ColumnTypes): string[] {
  return [
    `create table draft (
      id ${text} primary key, owner ${text} not null references person, work ${text} references work,
      base ${text} references release, files_from ${text} references release, title ${text} not null,
      source ${text} not null, state ${text} not null, total ${integer}, received ${integer} not null,
      cover ${text}, sealed ${text}, revision ${integer} not null, created_at ${integer} not null,
      touched_at ${integer} not null)`,
    'create index draft_owner on draft (owner, created_at)',
    'create index draft_cover on draft (cover) where cover is not null',
    `create table draft_file (
      draft ${text} not null references draft on delete cascade, path ${text} not null, digest ${text},
      size ${integer} not null, media_type ${text} not null, recipe ${bytes}, primary key (draft, path))`,
    'create index draft_file_digest on draft_file (digest)',
    `create table draft_chunk (
      draft ${text} not null references draft on delete cascade, chunk ${integer} not null references chunk,
      primary key (draft, chunk))${compact}`,
    'create index draft_chunk_chunk on draft_chunk (chunk)',
    `create table ticket (
      hash ${text} primary key, person ${text} not null references person, purpose ${text} not null,
      draft ${text} references draft on delete cascade, release ${text} references release on delete cascade,
      bytes_left ${integer} not null, created_at ${integer} not null, used_at ${integer} not null)`,
    'create index ticket_created on ticket (created_at)',
    'create index ticket_draft on ticket (draft)'
  ];
}

function logs({ counter, integer, text }: ColumnTypes): string[] {
  return [
    `create table idempotency (
      key ${text} not null, person ${text} not null, status ${integer} not null, body ${text} not null,
      created_at ${integer} not null, primary key (person, key))`,
    'create index idempotency_created on idempotency (created_at)',
    `create table audit (
      seq ${counter}, at ${integer} not null, person ${text} not null, token_id ${text}, act ${text} not null,
      object ${text} not null, detail ${text} not null, previous ${text} not null, hash ${text} not null)`,
    `create table search_change (seq ${counter}, work ${text} not null)`
  ];
}

function collections({ integer, text }: ColumnTypes): string[] {
  return [
    `create table collection (
      id ${text} primary key, title ${text} not null, text ${text} not null, is_featured ${integer} not null,
      created_at ${integer} not null, updated_at ${integer} not null)`,
    `create table collection_work (
      collection ${text} not null references collection on delete cascade,
      work ${text} not null references work on delete cascade, rank ${integer} not null, primary key (collection, work))`
  ];
}
