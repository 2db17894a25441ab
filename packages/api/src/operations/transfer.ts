// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { FRAMES_MEDIA_TYPE, HASHES_MEDIA_TYPE } from '../content/frames.ts';
import { PutFiles, SealDraft, SealProgress } from '../draft.ts';
import { LIMITS } from '../limits.ts';
import type { Operation } from '../operation.ts';
import { FileTable } from '../release.ts';

const hashes = { mediaType: HASHES_MEDIA_TYPE, maxBytes: 32 * LIMITS.hashesPerCall };

export const haveChunks = {
  id: 'haveChunks',
  method: 'POST',
  path: '/transfer/have',
  summary:
    'Says which chunks need not be sent: n × 32 bytes of hashes in, ⌈n/8⌉ bytes out, least significant bit first.',
  scope: 'upload',
  rate: 'transfer',
  audit: null,
  body: hashes,
  reply: { mediaType: 'application/octet-stream', maxBytes: LIMITS.hashesPerCall / 8 },
  problems: ['ticket-ended', 'draft-sealed']
} as const satisfies Operation;

export const sendChunks = {
  id: 'sendChunks',
  method: 'POST',
  path: '/transfer/chunks',
  summary: 'Stores a batch of chunk frames; answers after they are durable.',
  scope: 'upload',
  rate: 'transfer',
  audit: null,
  body: { mediaType: FRAMES_MEDIA_TYPE, maxBytes: LIMITS.batchBytes },
  reply: null,
  problems: ['ticket-ended', 'draft-sealed', 'bad-content', 'quota-exceeded', 'disk-full', 'service-busy', 'too-large']
} as const satisfies Operation;

export const putFiles = {
  id: 'putFiles',
  method: 'POST',
  path: '/transfer/files',
  summary: 'Adds part of a file table that is too long for one call.',
  scope: 'upload',
  rate: 'transfer',
  audit: null,
  body: PutFiles,
  bodyBytes: LIMITS.fileTableBytes,
  reply: null,
  problems: ['ticket-ended', 'draft-sealed', 'bad-name', 'too-many-files', 'too-large']
} as const satisfies Operation;

export const sealDraft = {
  id: 'sealDraft',
  method: 'POST',
  path: '/transfer/seal',
  summary: 'Ends a draft: verifies every file against its digest and runs the gate.',
  scope: 'upload',
  rate: 'transfer',
  audit: 'draft.seal',
  body: SealDraft,
  bodyBytes: LIMITS.fileTableBytes,
  reply: SealProgress,
  problems: [
    'ticket-ended',
    'draft-sealed',
    'draft-changed',
    'chunks-missing',
    'bad-name',
    'bad-content',
    'notebook-trusted',
    'too-many-files',
    'too-large',
    'quota-exceeded'
  ]
} as const satisfies Operation;

export const getBaseFiles = {
  id: 'getBaseFiles',
  method: 'GET',
  path: '/transfer/base',
  summary: 'Reads the file table of the release a draft starts from; no files without a base.',
  scope: 'upload',
  rate: 'transfer',
  audit: null,
  reply: Type.Object({ table: Type.Union([FileTable, Type.Null()]) }),
  problems: ['ticket-ended']
} as const satisfies Operation;

export const getFileTable = {
  id: 'getFileTable',
  method: 'GET',
  path: '/transfer/files',
  summary: 'Reads the file table of the release a ticket is for.',
  scope: 'download',
  rate: 'transfer',
  audit: null,
  reply: FileTable,
  problems: ['ticket-ended', 'work-withdrawn']
} as const satisfies Operation;

export const fetchChunks = {
  id: 'fetchChunks',
  method: 'POST',
  path: '/transfer/fetch',
  summary: 'Answers frames of the chunks asked for, in that order; all must belong to the ticket’s release.',
  scope: 'download',
  rate: 'transfer',
  audit: null,
  body: hashes,
  reply: { mediaType: FRAMES_MEDIA_TYPE, maxBytes: LIMITS.fetchBytes + 37 * LIMITS.hashesPerCall },
  problems: ['ticket-ended', 'work-withdrawn', 'chunks-missing', 'too-large']
} as const satisfies Operation;
