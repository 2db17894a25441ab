// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { setTimeout } from 'node:timers/promises';
import type { SealProgress } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import { TicketEndedError } from '../auth/ticket.ts';
import { DraftChangedError, DraftSealedError } from '../drafts/errors.ts';
import { presentSealed } from '../drafts/present.ts';
import { route } from '../route.ts';
import { changeTable } from './change-table.ts';
import type { Run } from './sealing.ts';

export const sealDraft = route(operations.sealDraft, async ({ ticket, body, context, commit }) => {
  const { sealing, drafts } = context;
  const draft = await drafts.find(ticket.draft);
  if (!draft) {
    throw new TicketEndedError();
  }
  if (draft.sealed) {
    if (draft.sealed.filesDigest !== body.filesDigest) {
      throw new DraftSealedError();
    }
    return { sealed: presentSealed(draft.sealed), done: draft.sealed.bytes, total: draft.sealed.bytes };
  }
  if (!sealing.runOf(draft.id)) {
    await context.change(stores => changeTable(stores, ticket, body));
  }
  const run = sealing.runOf(draft.id) ?? sealing.begin(draft, body, act => commit({ object: draft.id }, act));
  if (run.filesDigest !== body.filesDigest) {
    throw new DraftChangedError(run.filesDigest);
  }
  return progressOf(run, sealing.answerMs, () => sealing.forget(draft.id));
});

async function progressOf(run: Run, answerMs: number, forget: () => void): Promise<SealProgress> {
  const timer = new AbortController();
  const waited = setTimeout(answerMs, null, { signal: timer.signal, ref: false }).catch(() => null);
  try {
    const sealed = await Promise.race([run.outcome, waited]);
    if (!sealed) {
      return { sealed: null, ...run.progress };
    }
    forget();
    return { sealed: presentSealed(sealed), done: run.progress.total, total: run.progress.total };
  } catch (error) {
    forget();
    throw error;
  } finally {
    timer.abort();
  }
}
