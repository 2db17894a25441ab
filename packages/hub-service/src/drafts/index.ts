// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Route } from '../route.ts';
import { discardDraft } from './discard-draft.ts';
import { getDraft } from './get-draft.ts';
import { openDraft } from './open-draft.ts';
import { publishDraft } from './publish-draft.ts';
import { putCover } from './put-cover.ts';
import { reopenDraft } from './reopen-draft.ts';

export const drafts: readonly Route[] = [openDraft, getDraft, reopenDraft, discardDraft, putCover, publishDraft];
