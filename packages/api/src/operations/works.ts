// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { CardFields } from '../card.ts';
import { Draft } from '../draft.ts';
import type { Operation } from '../operation.ts';
import { LIMITS } from '../limits.ts';
import { Reader } from '../person.ts';
import { Digest, Id, Label, nullable, oneOf } from '../primitive.ts';
import { Home, SearchQuery, SearchResult } from '../search.ts';
import { Audience, Newest, WithdrawalCategory, Work, WorkPage } from '../work.ts';

const WORK_IDS = '^[0-9a-f-]{36}(,[0-9a-f-]{36})*$';
const WorkPath = Type.Object({ work: Id });

export const searchWorks = {
  id: 'searchWorks',
  method: 'GET',
  path: '/works',
  summary: 'Searches the works the caller may see.',
  scope: 'access',
  rate: 'search',
  audit: null,
  query: SearchQuery,
  reply: SearchResult,
  problems: ['index-rebuilding', 'service-busy']
} as const satisfies Operation;

export const getHome = {
  id: 'getHome',
  method: 'GET',
  path: '/home',
  summary: 'Answers what the gallery shows before anything is typed.',
  scope: 'access',
  rate: 'read',
  audit: null,
  reply: Home,
  problems: ['index-rebuilding', 'service-busy']
} as const satisfies Operation;

export const getWork = {
  id: 'getWork',
  method: 'GET',
  path: '/works/:work',
  summary: 'Reads one work.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: WorkPath,
  reply: WorkPage,
  problems: ['work-not-found', 'work-withdrawn']
} as const satisfies Operation;

export const getCover = {
  id: 'getCover',
  method: 'GET',
  path: '/works/:work/covers/:cover',
  summary: 'Reads the cover image of a work.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: Type.Object({ work: Id, cover: Digest }),
  reply: { mediaType: 'image/*', maxBytes: LIMITS.coverBytes },
  problems: ['work-not-found', 'file-not-found']
} as const satisfies Operation;

export const listMine = {
  id: 'listMine',
  method: 'GET',
  path: '/mine',
  summary: 'Lists the works the caller published, newest first, and their open drafts.',
  scope: 'own',
  rate: 'read',
  audit: null,
  reply: Type.Object({ published: Type.Array(Work), drafts: Type.Array(Draft) }),
  problems: []
} as const satisfies Operation;

export const listNewest = {
  id: 'listNewest',
  method: 'GET',
  path: '/newest',
  summary: 'Says what has become of works; says nothing of those the caller may not see. Answers `If-None-Match`.',
  scope: 'access',
  rate: 'read',
  audit: null,
  /** Ids, separated by commas. */
  query: Type.Object({ works: Type.String({ maxLength: LIMITS.worksAskedAbout * 37 - 1, pattern: WORK_IDS }) }),
  reply: Type.Object({ works: Type.Array(Newest) }),
  problems: []
} as const satisfies Operation;

export const editWork = {
  id: 'editWork',
  method: 'PATCH',
  path: '/works/:work',
  summary: 'Changes the card of the newest release, or who may see the work.',
  scope: 'publish',
  rate: 'write',
  audit: 'work.edit',
  params: WorkPath,
  body: Type.Object({
    card: Type.Optional(CardFields),
    audience: Type.Optional(Audience),
    readers: Type.Optional(Type.Array(Reader, { maxItems: LIMITS.readers })),
    /** Ids of `ask` checks answered again, because more people will see the work. */
    acknowledged: Type.Optional(Type.Array(Type.String({ maxLength: 128 }), { maxItems: 5000 }))
  }),
  reply: WorkPage,
  problems: ['work-not-found', 'not-allowed', 'bad-card', 'checks-open']
} as const satisfies Operation;

export const withdrawWork = {
  id: 'withdrawWork',
  method: 'POST',
  path: '/works/:work/withdraw',
  summary: 'Takes a work, or one release of it, out of the gallery; `erase` deletes its content for good.',
  scope: 'publish',
  rate: 'write',
  audit: 'work.withdraw',
  params: WorkPath,
  body: Type.Object({
    label: nullable(Label),
    scope: oneOf(['retract', 'erase']),
    /** Absent: `other`. */
    category: Type.Optional(WithdrawalCategory),
    /** Shown to readers of a retracted work, beside the category; never of an erased one. */
    reason: Type.String({ maxLength: LIMITS.noteCharacters })
  }),
  reply: null,
  problems: ['work-not-found', 'release-not-found', 'not-allowed']
} as const satisfies Operation;

export const restoreWork = {
  id: 'restoreWork',
  method: 'POST',
  path: '/works/:work/restore',
  summary: 'Brings back a retracted work or release.',
  scope: 'publish',
  rate: 'write',
  audit: 'work.restore',
  params: WorkPath,
  body: Type.Object({ label: nullable(Label) }),
  reply: null,
  problems: ['work-not-found', 'release-not-found', 'not-allowed', 'work-withdrawn']
} as const satisfies Operation;
