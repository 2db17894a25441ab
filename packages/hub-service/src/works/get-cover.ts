// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { demandLive } from '../auth/audience.ts';
import { FileNotFoundError } from '../errors.ts';
import { readImage } from '../image.ts';
import { route } from '../route.ts';
import { sendStored } from '../stored-bytes.ts';

/** Enough to tell the types of image apart. */
const HEAD_BYTES = 64;

export const getCover = route(operations.getCover, async ({ params, caller, context, request, reply }) => {
  const work = demandLive(caller, await context.works.find(params.work));
  const { cover: digest } = params;
  const isCover = await context.releases.hasCover(work.id, digest);
  if (isCover && work.home) {
    await context.foreignContent.bringCover(work, digest);
  }
  const file = isCover ? (await context.files.byDigest([digest])).get(digest) : undefined;
  if (!file) {
    throw new FileNotFoundError('cover');
  }
  for await (const head of context.content.read(file.id, 0, Math.min(HEAD_BYTES, file.size))) {
    const mediaType = readImage(head)?.mediaType ?? 'application/octet-stream';
    return sendStored(context, { file: file.id, digest, size: file.size, mediaType, name: 'cover' }, request, reply);
  }
  throw new FileNotFoundError('cover');
});
