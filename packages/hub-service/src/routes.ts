// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { collections } from './collections/index.ts';
import { drafts } from './drafts/index.ts';
import { people } from './people/index.ts';
import { releases } from './releases/index.ts';
import { rooms } from './rooms/index.ts';
import type { Route } from './route.ts';
import { search } from './search/index.ts';
import { transfer } from './transfer/index.ts';
import { works } from './works/index.ts';

/** Every operation this service answers; `contract.spec.ts` holds it against the contract. */
export const routes: readonly Route[] = [
  ...people,
  ...works,
  ...releases,
  ...drafts,
  ...transfer,
  ...search,
  ...collections,
  ...rooms
];
