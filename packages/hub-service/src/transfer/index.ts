// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { fetchChunks } from './fetch-chunks.ts';
import { getBaseFiles } from './get-base-files.ts';
import { getFileTable } from './get-file-table.ts';
import { haveChunks } from './have-chunks.ts';
import { putFiles } from './put-files.ts';
import { sealDraft } from './seal-draft.ts';
import { sendChunks } from './send-chunks.ts';

export const transfer: readonly Route[] = [
  haveChunks,
  sendChunks,
  putFiles,
  sealDraft,
  getBaseFiles,
  getFileTable,
  fetchChunks
];
