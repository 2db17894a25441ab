// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import type { Operation } from '../operation.ts';
import { Me, Reader } from '../person.ts';

export const getMe = {
  id: 'getMe',
  method: 'GET',
  path: '/me',
  summary: 'Says who the caller is and what they may do.',
  scope: 'access',
  rate: 'read',
  audit: null,
  reply: Me,
  problems: []
} as const satisfies Operation;

export const findReaders = {
  id: 'findReaders',
  method: 'GET',
  path: '/readers',
  summary: 'Finds people and groups seen on this hub whose name begins with some letters.',
  scope: 'publish',
  rate: 'search',
  audit: null,
  query: Type.Object({ q: Type.String({ maxLength: 100 }) }),
  reply: Type.Object({ readers: Type.Array(Reader) }),
  problems: []
} as const satisfies Operation;
