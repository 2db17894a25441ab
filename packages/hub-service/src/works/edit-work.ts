// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Card, Check } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import { demandReadable } from '../auth/audience.ts';
import { makeCard } from '../card.ts';
import { demandAnswers, withConfirmed } from '../check-answers.ts';
import type { AppContext } from '../context.ts';
import { NotAllowedError, WorkNotFoundError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { canEdit } from './policy.ts';
import type { ReleaseHead, WorkRow } from './store.ts';
import { pageOf } from './work-page.ts';

/** From narrow to wide. */
const AUDIENCES: readonly Audience[] = ['private', 'hub', 'network', 'public'];

export const editWork = route(operations.editWork, async ({ params, body, caller, context, commit }) => {
  const before = demandReadable(caller, await context.works.find(params.work));
  if (!canEdit(caller, before)) {
    throw new NotAllowedError(
      before.state === 'live' ? 'Only its owner can change this work.' : 'This work was withdrawn. Bring it back first.'
    );
  }
  const checks = await checksOf(context, before, body.audience);
  demandAnswers(checks, body.acknowledged ?? []);
  return commit({ object: params.work, detail: { audience: body.audience ?? null } }, async stores => {
    await stores.works.lock(params.work);
    const work = demandReadable(caller, await stores.works.find(params.work));
    // Something else than what was checked may have been published meanwhile.
    if (!work.release || work.release.id !== before.release?.id || work.audience !== before.audience) {
      throw new NotAllowedError('This work was changed meanwhile. Look at it again.');
    }
    if (body.card) {
      await stores.releases.setCard(work.release.id, await cardOf(stores, work, work.release, body.card));
    }
    if (body.audience !== undefined || body.readers !== undefined) {
      await stores.works.setAudience(work.id, body.audience ?? work.audience, body.readers ?? work.readers);
    }
    await stores.works.noteChange(work.id);
    const after = await stores.works.find(work.id);
    if (!after) {
      throw new WorkNotFoundError();
    }
    return pageOf({ ...stores, config: context.config }, caller, after);
  });
});

/** More people will see it, so the gate decides again; findings of unchanged files are known. */
async function checksOf(context: AppContext, work: WorkRow, audience: Audience | undefined): Promise<Check[]> {
  const isWider = audience !== undefined && AUDIENCES.indexOf(audience) > AUDIENCES.indexOf(work.audience);
  if (!isWider || !work.release) {
    return [];
  }
  const files = await context.files.ofRelease(work.id, work.release.seq);
  const { checks } = await context.gate.check(
    files.map(({ path, digest, size }) => ({ path, digest, size, recipe: null })),
    '',
    () => undefined
  );
  return withConfirmed(checks, await context.findings.confirmedOf(work.owner.id));
}

async function cardOf(
  { files }: Pick<Stores, 'files'>,
  work: WorkRow,
  { card, seq }: ReleaseHead,
  fields: Parameters<typeof makeCard>[0]
): Promise<Card> {
  const { entry } = fields;
  const isThere = entry === null || (await files.ofPath(work.id, seq, entry)) !== null;
  return makeCard(fields, card, () => isThere);
}
