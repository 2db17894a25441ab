// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { fileTableOf } from './file-table.ts';
import { releaseOf } from './ticket-release.ts';

export const getFileTable = route(operations.getFileTable, async ({ ticket, context }) =>
  fileTableOf(context, await releaseOf(context, ticket))
);
