// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { route } from '../route.ts';
import { issueTicket } from '../auth/ticket.ts';
import { DraftSealedError } from './errors.ts';
import { demandQuota } from './open-draft.ts';
import { ownDraft } from './own-draft.ts';
import { presentDraft } from './present.ts';

export const reopenDraft = route(operations.reopenDraft, ({ params, caller, context, commit }) =>
  commit({ object: params.draft }, async stores => {
    const draft = await ownDraft(stores.drafts, caller, params.draft);
    if (draft.state !== 'open') {
      throw new DraftSealedError();
    }
    const left = await demandQuota(stores, caller, 0);
    // One job fills a draft: the one before has stopped, or does so now. It tells its files anew; content stays.
    await stores.tickets.endOf(draft.id);
    await stores.drafts.clear(draft.id);
    const grant = { person: caller.person, draft: draft.id, release: null };
    return { draft: presentDraft(draft), ...(await issueTicket(stores.tickets, context.clock, grant, left)) };
  })
);
