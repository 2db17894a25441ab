// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { OpenedCopy } from '../copy.ts';
import { LIMITS } from '../limits.ts';
import type { Operation } from '../operation.ts';
import { Id, Label, nullable } from '../primitive.ts';
import { Release, ReleaseFiles } from '../release.ts';

const ReleasePath = Type.Object({ work: Id, label: Label });

export const listReleases = {
  id: 'listReleases',
  method: 'GET',
  path: '/works/:work/releases',
  summary: 'Lists the releases of a work, newest first.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: Type.Object({ work: Id }),
  reply: Type.Object({ releases: Type.Array(Release) }),
  problems: ['work-not-found', 'work-withdrawn']
} as const satisfies Operation;

export const getRelease = {
  id: 'getRelease',
  method: 'GET',
  path: '/works/:work/releases/:label',
  summary: 'Reads one release with its list of files.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: ReleasePath,
  reply: ReleaseFiles,
  problems: ['work-not-found', 'release-not-found', 'work-withdrawn']
} as const satisfies Operation;

export const getFile = {
  id: 'getFile',
  method: 'GET',
  path: '/works/:work/releases/:label/files/*',
  summary: 'Reads one file of a release; answers single ranges.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: Type.Object({ ...ReleasePath.properties, '*': Type.String() }),
  reply: { mediaType: 'application/octet-stream', maxBytes: LIMITS.fileBytes },
  problems: ['work-not-found', 'release-not-found', 'file-not-found', 'work-withdrawn']
} as const satisfies Operation;

export const openCopy = {
  id: 'openCopy',
  method: 'POST',
  path: '/works/:work/copies',
  summary: 'Gives a ticket that fetches a release, and all that a copy must know of its origin.',
  scope: 'own',
  rate: 'write',
  audit: 'copy.open',
  params: Type.Object({ work: Id }),
  body: Type.Object({
    /** Null: the newest release. */
    label: nullable(Label)
  }),
  reply: OpenedCopy,
  problems: ['work-not-found', 'release-not-found', 'work-withdrawn']
} as const satisfies Operation;
