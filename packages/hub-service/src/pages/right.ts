// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Caller } from '../auth/caller.ts';
import { demand, holds } from '../auth/caller.ts';
import { NotAllowedError } from '../errors.ts';
import type { PageRow } from './table.ts';

/**
 * Refuses people who lack the right a page needs, and says who can give it.
 *
 * @throws NotAllowedError
 */
export function demandRight(caller: Caller, right: PageRow['right'], contact: string | null): void {
  if ((right === 'curate' || right === 'admin') && !holds(caller, right)) {
    const [who, what] = right === 'curate' ? ['Curators', 'collections'] : ['Administrators', 'this page'];
    const ask = contact ?? 'your hub’s operator';
    throw new NotAllowedError(
      `${who} of this hub look after ${what}, and you are not one of them. Ask ${ask} for that right.`
    );
  }
  demand(caller, right, contact);
}
