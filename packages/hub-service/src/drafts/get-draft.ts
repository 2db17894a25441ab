// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { ownDraft } from './own-draft.ts';
import { presentDraft } from './present.ts';

export const getDraft = route(operations.getDraft, async ({ params, caller, context }) =>
  presentDraft(await ownDraft(context.drafts, caller, params.draft))
);
