// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { editWork } from './edit-work.ts';
import { getCover } from './get-cover.ts';
import { getWork } from './get-work.ts';
import { listMine } from './list-mine.ts';
import { listNewest } from './list-newest.ts';
import { restoreWork } from './restore-work.ts';
import { withdrawWork } from './withdraw-work.ts';

export const works: readonly Route[] = [getWork, getCover, listMine, listNewest, editWork, withdrawWork, restoreWork];
