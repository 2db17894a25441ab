// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import type { ColumnTypes, Migration } from '../migrate.ts';

/** People, works, releases, content, drafts, tickets, collections, audit. */
export const firstTables: Migration = async (db, columns) => {
  for (const statement of tables(columns)
    .split(';')
    .filter(part => part.trim() !== '')) {
    await sql.raw(statement).execute(db);
  }
};

// eslint-disable-next-line max-lines-per-function -- one long table definition
function tables({ bytes, integer, counter, text }: ColumnTypes): string {
  return `
    create table person (
      id ${text} primary key, username ${text} not null unique, name ${text} not null,
      created_at ${integer} not null, seen_at ${integer} not null);
    create table person_group (
      person ${text} not null references person, name ${text} not null, primary key (person, name));
    create index person_group_name on person_group (name);
    create table work (
      id ${text} primary key, owner ${text} not null references person, audience ${text} not null,
      state ${text} not null, release ${text}, releases ${integer} not null, copies ${integer} not null,
      created_at ${integer} not null, updated_at ${integer} not null,
      withdrawn_at ${integer}, withdraw_reason ${text});
    create index work_owner on work (owner, updated_at);
    create index work_newest on work (updated_at, id);
    create table reader (
      work ${text} not null references work on delete cascade, kind ${text} not null, name ${text} not null,
      primary key (work, kind, name));
    create table release (
      id ${text} primary key, work ${text} not null references work, seq ${integer} not null, label ${text} not null,
      manifest ${text} not null unique, crate ${text} not null, files_digest ${text} not null,
      created_at ${integer} not null, by ${text} not null references person, note ${text} not null,
      files ${integer} not null, bytes ${integer} not null, state ${text} not null, changes ${text},
      card ${text} not null, cover ${text}, made_from ${text} not null,
      unique (work, seq), unique (work, label));
    create table release_file (
      release ${text} not null references release on delete cascade, path ${text} not null, digest ${text} not null,
      size ${integer} not null, media_type ${text} not null, primary key (release, path));
    create index release_file_digest on release_file (digest);
    create table pack (id ${text} primary key, bytes ${integer} not null, created_at ${integer} not null);
    create table chunk (
      hash ${bytes} primary key, pack ${text} not null references pack, "offset" ${integer} not null,
      stored ${integer} not null, size ${integer} not null, encoding ${integer} not null);
    create index chunk_pack on chunk (pack);
    create table file (digest ${text} primary key, size ${integer} not null, chunks ${integer} not null);
    create table file_chunk (
      file ${text} not null references file on delete cascade, seq ${integer} not null, chunk ${bytes} not null,
      primary key (file, seq));
    create index file_chunk_chunk on file_chunk (chunk);
    create table draft (
      id ${text} primary key, owner ${text} not null references person, work ${text}, base ${text},
      title ${text} not null, source ${text} not null, state ${text} not null, total ${integer},
      received ${integer} not null, cover ${text}, sealed ${text},
      created_at ${integer} not null, touched_at ${integer} not null);
    create index draft_owner on draft (owner, created_at);
    create table draft_file (
      draft ${text} not null references draft on delete cascade, path ${text} not null, digest ${text} not null,
      size ${integer} not null, media_type ${text} not null, recipe ${text}, primary key (draft, path));
    create table draft_chunk (
      draft ${text} not null references draft on delete cascade, chunk ${bytes} not null, primary key (draft, chunk));
    create index draft_chunk_chunk on draft_chunk (chunk);
    create table ticket (
      hash ${text} primary key, person ${text} not null references person, purpose ${text} not null,
      draft ${text} references draft on delete cascade, release ${text} references release on delete cascade,
      bytes_left ${integer} not null, created_at ${integer} not null, used_at ${integer} not null);
    create table idempotency (
      key ${text} not null, person ${text} not null, status ${integer} not null, body ${text} not null,
      created_at ${integer} not null, primary key (person, key));
    create index idempotency_created on idempotency (created_at);
    create table audit (
      seq ${counter}, at ${integer} not null, person ${text} not null, token_id ${text}, act ${text} not null,
      object ${text} not null, detail ${text} not null, previous ${text} not null, hash ${text} not null);
    create table search_change (seq ${counter}, work ${text} not null);
    create table collection (
      id ${text} primary key, title ${text} not null, text ${text} not null, is_featured ${integer} not null,
      created_at ${integer} not null, updated_at ${integer} not null);
    create table collection_work (
      collection ${text} not null references collection on delete cascade,
      work ${text} not null references work on delete cascade, rank ${integer} not null, primary key (collection, work));
  `;
}
