// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { hubOf, workUrl } from '../hub.ts';
import { route } from '../route.ts';
import { issueTicket } from '../auth/ticket.ts';
import { readableRelease } from './readable.ts';

/** A copy is fetched once; what breaks off is fetched again. */
const TRIES = 4;
const SLACK_BYTES = 64 * 1024 * 1024;

export const openCopy = route(operations.openCopy, async ({ params, body, caller, context, commit }) => {
  const { config, clock } = context;
  const { work, release } = await readableRelease(context, caller, params.work, body.label);
  if (work.home) {
    await context.foreignContent.bring(work, release, null);
  }
  return commit({ object: work.id, detail: { label: release.label } }, async stores => {
    const grant = { person: caller.person, draft: null, release: release.id };
    const ticket = await issueTicket(stores.tickets, clock, grant, TRIES * release.bytes + SLACK_BYTES);
    await stores.works.countCopy(work.id, release.id, caller.person);
    return {
      ...ticket,
      work: work.id,
      url: work.home?.url ?? workUrl(config, work.id),
      home: { hub: (work.home?.hub ?? hubOf(config)).id, key: '' },
      via: config.publicUrl ?? '',
      title: release.card.title,
      label: release.label,
      manifest: release.manifest,
      files: release.files,
      bytes: release.bytes
    };
  });
});
