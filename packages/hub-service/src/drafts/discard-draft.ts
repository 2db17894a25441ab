// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { ownDraft } from './own-draft.ts';

export const discardDraft = route(operations.discardDraft, ({ params, caller, commit }) =>
  commit({ object: params.draft }, async ({ drafts }) => {
    const { id } = await ownDraft(drafts, caller, params.draft);
    await drafts.remove(id);
  })
);
