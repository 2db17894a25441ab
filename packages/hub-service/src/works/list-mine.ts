// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { presentDraft } from '../drafts/present.ts';
import { route } from '../route.ts';
import { presentWork } from './present.ts';

export const listMine = route(operations.listMine, async ({ caller, context }) => {
  const works = await context.works.ofOwner(caller.person);
  const drafts = await context.drafts.ofOwner(caller.person);
  return {
    published: works.filter(work => work.release).map(work => presentWork(context.config, work)),
    drafts: drafts.map(presentDraft)
  };
});
