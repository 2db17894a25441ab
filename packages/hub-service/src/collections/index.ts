// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { getCollection } from './get-collection.ts';
import { listCollections } from './list-collections.ts';

export const collections: readonly Route[] = [listCollections, getCollection];
