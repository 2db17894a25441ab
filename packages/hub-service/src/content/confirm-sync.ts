// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { DurabilityError } from './packs.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Makes something durable.
 *
 * @throws DurabilityError when the disk did not confirm: nothing may be acknowledged any more
 */
export async function confirmSync(sync: () => Promise<void>): Promise<void> {
  try {
    await sync();
  } catch (cause) {
    // A full disk says so and harms nothing that was acknowledged: the file is thrown away.
    if (FULL.has((cause as NodeJS.ErrnoException).code ?? '')) {
      throw cause;
    }
    throw new DurabilityError('The disk did not confirm a write.', { cause });
  }
}
