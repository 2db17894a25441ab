// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { getFile } from './get-file.ts';
import { getRelease } from './get-release.ts';
import { listReleases } from './list-releases.ts';
import { openCopy } from './open-copy.ts';

export const releases: readonly Route[] = [listReleases, getRelease, getFile, openCopy];
