// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Draft, OpenDraft, OpenedDraft, PublishDraft } from '../draft.ts';
import { LIMITS } from '../limits.ts';
import type { Operation } from '../operation.ts';
import { Digest, Id } from '../primitive.ts';
import { Work } from '../work.ts';

const DraftPath = Type.Object({ draft: Id });

export const openDraft = {
  id: 'openDraft',
  method: 'POST',
  path: '/drafts',
  summary: 'Opens a draft of a new work or of an update, and gives the ticket that fills it.',
  scope: 'publish',
  rate: 'write',
  audit: 'draft.open',
  body: OpenDraft,
  reply: OpenedDraft,
  problems: ['work-not-found', 'not-allowed', 'too-many-drafts', 'quota-exceeded', 'disk-full']
} as const satisfies Operation;

export const getDraft = {
  id: 'getDraft',
  method: 'GET',
  path: '/drafts/:draft',
  summary: 'Reads one of the caller’s drafts.',
  scope: 'own',
  rate: 'read',
  audit: null,
  params: DraftPath,
  reply: Draft,
  problems: ['draft-not-found']
} as const satisfies Operation;

export const reopenDraft = {
  id: 'reopenDraft',
  method: 'POST',
  path: '/drafts/:draft/tickets',
  summary: 'Gives a fresh ticket, so that a stopped draft goes on.',
  scope: 'publish',
  rate: 'write',
  audit: 'draft.reopen',
  params: DraftPath,
  reply: OpenedDraft,
  problems: ['draft-not-found', 'draft-sealed']
} as const satisfies Operation;

export const discardDraft = {
  id: 'discardDraft',
  method: 'DELETE',
  path: '/drafts/:draft',
  summary: 'Throws a draft away.',
  scope: 'publish',
  rate: 'write',
  audit: 'draft.discard',
  params: DraftPath,
  reply: null,
  problems: ['draft-not-found']
} as const satisfies Operation;

export const putCover = {
  id: 'putCover',
  method: 'PUT',
  path: '/drafts/:draft/cover',
  summary: 'Stores a cover image (PNG, JPEG, GIF or WebP) for a draft.',
  scope: 'publish',
  rate: 'write',
  audit: null,
  params: DraftPath,
  body: { mediaType: 'application/octet-stream', maxBytes: LIMITS.coverBytes },
  reply: Type.Object({ cover: Digest }),
  problems: ['draft-not-found', 'too-large', 'bad-content']
} as const satisfies Operation;

export const publishDraft = {
  id: 'publishDraft',
  method: 'POST',
  path: '/drafts/:draft/publish',
  summary: 'Makes a sealed draft a release.',
  scope: 'publish',
  rate: 'write',
  audit: 'release.publish',
  params: DraftPath,
  body: PublishDraft,
  reply: Work,
  problems: [
    'draft-not-found',
    'draft-not-sealed',
    'draft-changed',
    'base-moved',
    'checks-open',
    'chunks-missing',
    'label-taken',
    'nothing-changed',
    'bad-card',
    'not-allowed',
    'quota-exceeded',
    'disk-full'
  ]
} as const satisfies Operation;
