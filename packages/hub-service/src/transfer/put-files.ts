// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { changeTable } from './change-table.ts';

export const putFiles = route(operations.putFiles, ({ ticket, body, commit }) =>
  commit({ object: ticket.draft }, stores => changeTable(stores, ticket, body))
);
