// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { findReaders } from './find-readers.ts';
import { getMe } from './get-me.ts';

export const people: readonly Route[] = [getMe, findReaders];
