// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, operations } from '@jupyter-atrium/api';
import { BadContentError } from '../errors.ts';
import { readImage } from '../image.ts';
import { route } from '../route.ts';
import { ownDraft } from './own-draft.ts';

export const putCover = route(operations.putCover, async ({ params, body, caller, context }) => {
  const draft = await ownDraft(context.drafts, caller, params.draft);
  const image = readImage(body);
  if (!image) {
    throw new BadContentError('The cover is not a PNG, JPEG, GIF or WebP image. Choose another one.');
  }
  if (image.width * image.height > LIMITS.coverPixels || image.width === 0 || image.height === 0) {
    throw new BadContentError(
      `The cover is ${image.width} × ${image.height} pixels. Choose one of up to 25 megapixels.`
    );
  }
  return { cover: await context.content.store(body, (stores, digest) => stores.drafts.setCover(draft.id, digest)) };
});
