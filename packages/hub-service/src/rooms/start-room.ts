// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Input, LIMITS, operations } from '@jupyter-atrium/api';
import type { Caller } from '../auth/caller.ts';
import { newId } from '../clock.ts';
import type { AppContext } from '../context.ts';
import { BadRequestError } from '../errors.ts';
import { route } from '../route.ts';
import type { Stores } from '../stores.ts';
import { TooManyRoomsError, UnfitNotebookError } from './errors.ts';
import type { Seed } from './live/seed.ts';
import { notebookName, pathOf } from './names.ts';
import { pageAfter } from './page.ts';
import { deflate, digestOf } from './versions.ts';
import { readWorkNotebook } from './work-notebook.ts';

type Body = Input<typeof operations.startRoom>['body'];
type Seeded = Extract<Seed, { kind: 'seed' }> & { digest: string };

export const startRoom = route(operations.startRoom, async ({ body, caller, context, commit }) => {
  const { clock, content, live } = context;
  await content.disk.demandSpace();
  if ((await context.rooms.countStartedBy(caller.person)) >= LIMITS.roomsPerPerson) {
    throw new TooManyRoomsError();
  }
  const seed = await live.documents.thread.call('seed', { input: await notebookOf(context, caller, body) });
  if (seed.kind === 'refused') {
    throw new UnfitNotebookError(seed.reason, seed.words);
  }
  const id = newId(clock);
  const seeded = { ...seed, digest: digestOf(seed.text) };
  try {
    // Before the records name it: a crash between leaves what nobody knows of, and no room without a notebook.
    await store(context, id, seeded);
    return await commit({ object: id, detail: { cells: seed.cells } }, async stores => {
      await record(context, stores, { id, body, caller, seeded });
      return pageAfter(context, stores, caller, id);
    });
  } catch (error) {
    await live.log.erase(id);
    throw error;
  }
});

async function notebookOf(context: AppContext, caller: Caller, { notebook, from }: Body): Promise<Uint8Array | string> {
  if ((notebook === null) === (from === null)) {
    throw new BadRequestError('A room starts either from a notebook or from a work.');
  }
  return from === null ? (notebook ?? '') : readWorkNotebook(context, caller, from);
}

async function store({ live }: AppContext, id: string, { blobs, digest, text, state }: Seeded): Promise<void> {
  for (const blob of blobs) {
    await live.log.putBlob(id, blob.digest, blob.bytes);
  }
  await live.log.putBlob(id, digest, deflate(text));
  await live.log.compact(notebookName(id, 1), 0, state);
}

type Started = { id: string; body: Body; caller: Caller; seeded: Seeded };

async function record(
  { clock }: AppContext,
  { rooms, versions }: Pick<Stores, 'rooms' | 'versions'>,
  { id, body, caller, seeded: { cells, digest } }: Started
): Promise<void> {
  const now = clock.now();
  const by = caller.person;
  await rooms.add({
    id,
    title: body.title,
    path: pathOf(id, body.title, body.file),
    epoch: 1,
    state: 'open',
    startedBy: by,
    source: body.from,
    createdAt: now,
    updatedAt: now
  });
  for (const reader of body.invite) {
    await rooms.putMember(id, reader, body.role);
  }
  await rooms.putMember(id, { kind: 'person', name: caller.username }, 'owner');
  await rooms.putPerson(id, by, false);
  const version = { id: newId(clock), room: id, name: 'As started', at: now, cause: 'start', by } as const;
  await versions.add({ ...version, authors: [by], cells, digest });
}
