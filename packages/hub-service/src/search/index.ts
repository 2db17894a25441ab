// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { getHome } from './get-home.ts';
import { searchWorks } from './search-works.ts';

export const search: readonly Route[] = [searchWorks, getHome];
