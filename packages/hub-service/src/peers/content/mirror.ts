// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ServiceError } from '../../errors.ts';
import type { Stores } from '../../stores.ts';
import type { ForeignContent } from './foreign-content.ts';

/** Works looked at in one round; the rest comes with the next poll. */
const AT_ONCE = 200;

/** Brings the newest release of each work of a mirrored hub here; what does not come is tried again later. */
export async function mirror(stores: Stores, content: ForeignContent, hub: string): Promise<void> {
  for (const id of await stores.shelf.unmirrored(hub, AT_ONCE)) {
    const work = await stores.works.find(id);
    if (work?.release) {
      await content.bring(work, { work: id, ...work.release }, null).catch((error: unknown) => {
        if (!(error instanceof ServiceError)) {
          throw error;
        }
      });
    }
  }
}
