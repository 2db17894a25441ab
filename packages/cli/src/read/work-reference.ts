// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError } from '../arguments.ts';

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}';
const REFERENCE = new RegExp(
  `^(?:\\S*/works/)?(${ID})(?:/v/([^/@?#]+)|/)?(?:@([0-9A-Za-z][0-9A-Za-z.-]*))?(?:[?#].*)?$`
);

/** A work, and one of its releases; null: the newest. */
export type WorkReference = { work: string; label: string | null };

/**
 * Reads how a person names a work: by its id or address, with `@` and a label for one of its releases.
 *
 * @throws UsageError
 */
export function readWorkReference(text: string): WorkReference {
  const [, work, inAddress, behind] = REFERENCE.exec(text) ?? [];
  if (!work) {
    throw new UsageError(`“${text}” is neither the id nor the address of a work.`);
  }
  return { work, label: behind ?? (inAddress === undefined ? null : decodeURIComponent(inAddress)) };
}
