// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Collection, CollectionPage } from '../collection.ts';
import type { Operation } from '../operation.ts';
import { Id } from '../primitive.ts';

export const listCollections = {
  id: 'listCollections',
  method: 'GET',
  path: '/collections',
  summary: 'Lists the collections that hold a work the caller may see.',
  scope: 'access',
  rate: 'read',
  audit: null,
  reply: Type.Object({ collections: Type.Array(Collection) }),
  problems: []
} as const satisfies Operation;

export const getCollection = {
  id: 'getCollection',
  method: 'GET',
  path: '/collections/:collection',
  summary: 'Reads a collection with its works in the curator’s order.',
  scope: 'access',
  rate: 'read',
  audit: null,
  params: Type.Object({ collection: Id }),
  reply: CollectionPage,
  problems: ['collection-not-found']
} as const satisfies Operation;
