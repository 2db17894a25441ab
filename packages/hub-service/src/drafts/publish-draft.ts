// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card, PublishDraft } from '@jupyter-atrium/api';
import { LIMITS, operations } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import { makeCard } from '../card.ts';
import { demandAnswers } from '../check-answers.ts';
import { newId } from '../clock.ts';
import type { AppContext } from '../context.ts';
import { BadContentError, ChunksMissingError, QuotaExceededError, TooManyRequestsError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { presentWork } from '../works/present.ts';
import type { WorkRow } from '../works/store.ts';
import {
  BaseMovedError,
  DraftChangedError,
  DraftNotSealedError,
  LabelTakenError,
  NothingChangedError
} from './errors.ts';
import { nextLabel } from './label.ts';
import { demandUpdatable } from './open-draft.ts';
import { ownDraft } from './own-draft.ts';
import { writeRelease } from './publication.ts';
import type { DraftFile, DraftRow, SealedRow } from './store.ts';

const DAY_MS = 24 * 3_600_000;

export const publishDraft = route(operations.publishDraft, async ({ params, body, caller, context, commit }) => {
  await context.content.disk.demandSpace();
  demandReviewed(await ownDraft(context.drafts, caller, params.draft), body);
  // A sealed draft's table never changes, so it need not be read inside the transaction.
  const files = await context.drafts.files(params.draft);
  return commit(
    work => ({
      object: work.id,
      detail: { label: work.label, audience: work.audience, kept: body.acknowledged.length }
    }),
    async stores => {
      await stores.drafts.lock(params.draft);
      const draft = await ownDraft(stores.drafts, caller, params.draft);
      const sealed = demandReviewed(draft, body);
      await demandPresent(stores, files);
      const work = await demandWork(stores, caller, draft, sealed);
      const card = await cardOf(stores, draft, sealed, { body, files, work });
      await demandAllowance(stores, caller, context, files);
      const label = await labelOf(stores, work, body.label);
      const id = await writeRelease(
        { context, stores, caller, body },
        { id: work?.id ?? newId(context.clock), isNew: !work, label, card, sealed, files }
      );
      await stores.drafts.publish(draft.id, id);
      await stores.tickets.endOf(draft.id);
      const published = await stores.works.find(id);
      return presentWork(context.config, published as WorkRow);
    }
  );
});

/** The person decided on exactly these files and findings, whatever has been sent since. */
function demandReviewed(draft: DraftRow, body: PublishDraft): SealedRow {
  if (draft.state !== 'sealed' || !draft.sealed) {
    throw new DraftNotSealedError(draft.state === 'published');
  }
  if (draft.sealed.filesDigest !== body.filesDigest) {
    throw new DraftChangedError(draft.sealed.filesDigest);
  }
  demandAnswers(draft.sealed.checks, body.acknowledged);
  return draft.sealed;
}

async function demandWork(stores: Stores, caller: Caller, draft: DraftRow, sealed: SealedRow): Promise<WorkRow | null> {
  if (draft.work === null) {
    return null;
  }
  await stores.works.lock(draft.work);
  const work = await demandUpdatable(stores, caller, draft.work);
  if ((work.release?.id ?? null) !== (draft.base?.release ?? null)) {
    throw new BaseMovedError(work.release);
  }
  if (work.release?.filesDigest === sealed.filesDigest) {
    throw new NothingChangedError(work.release.label);
  }
  return work;
}

async function demandPresent({ files: store }: Stores, files: readonly DraftFile[]): Promise<void> {
  const own = files.filter(file => !file.isFromBase).map(file => file.digest);
  const missing = await store.incomplete(own);
  if (missing.length > 0) {
    throw new ChunksMissingError([]);
  }
}

async function cardOf(
  stores: Stores,
  draft: DraftRow,
  sealed: SealedRow,
  { body, files, work }: { body: PublishDraft; files: readonly DraftFile[]; work: WorkRow | null }
): Promise<Card> {
  const { cover } = body;
  const isKnown = cover === null || cover === draft.cover || cover === work?.release?.card.cover;
  if (!isKnown) {
    throw new BadContentError('The cover has not arrived. Choose it again.');
  }
  const paths = new Set(files.map(file => file.path));
  return makeCard(body.card, { needs: sealed.needs, entry: sealed.entry, cover }, path => paths.has(path));
}

async function demandAllowance(
  stores: Stores,
  caller: Caller,
  { clock }: AppContext,
  files: readonly DraftFile[]
): Promise<void> {
  await stores.people.lock(caller.person);
  if ((await stores.releases.countSince(caller.person, clock.now() - DAY_MS)) >= LIMITS.releasesPerDay) {
    throw new TooManyRequestsError(3600);
  }
  const limit = LIMITS.storedBytesPerPerson;
  const used = await stores.files.storedBy(caller.person);
  const needed = await stores.files.newTo(caller.person, files);
  if (used + needed > limit) {
    throw new QuotaExceededError(used, limit, needed);
  }
}

async function labelOf({ releases, logged }: Stores, work: WorkRow | null, wanted: string | null): Promise<string> {
  const here = work ? (await releases.ofWork(work.id)).map(release => release.label) : [];
  // After a restore other hubs may know releases that this one does not: a label is given once.
  const elsewhere = work ? [...((await logged.find(work.id))?.releases.keys() ?? [])] : [];
  const taken = [...new Set([...here, ...elsewhere])];
  if (wanted !== null && taken.includes(wanted)) {
    throw new LabelTakenError(wanted);
  }
  return wanted ?? nextLabel(taken);
}
