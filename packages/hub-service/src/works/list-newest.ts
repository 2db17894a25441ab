// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Newest } from '@jupyter-atrium/api';
import { operations } from '@jupyter-atrium/api';
import { canRead } from '../auth/audience.ts';
import { route } from '../route.ts';
import { hasTag } from '../stored-bytes.ts';
import type { WorkRow } from './store.ts';

export const listNewest = route(operations.listNewest, async ({ query, caller, context, request, reply }) => {
  const rows = await context.works.findMany(query?.works.split(',') ?? []);
  const works = [...rows.values()].filter(row => canRead(caller, row)).map(newestOf);
  // Asked again and again, and nearly always answered alike.
  const tag = `"${hash('sha256', JSON.stringify(works))}"`;
  reply.headers({ etag: tag, 'cache-control': 'private, no-cache' });
  if (hasTag(request, tag)) {
    void reply.code(304).send();
  }
  return { works };
});

function newestOf({ id, state, release, updatedAt }: WorkRow): Newest {
  if (state !== 'live' || !release) {
    return { work: id, state, ...NOTHING };
  }
  const { card, label, manifest, note } = release;
  const publishedAt = new Date(updatedAt).toISOString();
  return { work: id, state, title: card.title, cover: card.cover, label, manifest, note, publishedAt };
}

const NOTHING = { title: '', cover: null, label: null, manifest: null, note: '', publishedAt: null };
