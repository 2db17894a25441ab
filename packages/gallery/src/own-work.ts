// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Me, Work } from '@jupyter-atrium/api';

/**
 * Tells whether a work is the person's own to act on, and how it stands: menus take it from `data-own`.
 *
 * @returns undefined for works of others, and where the person may not publish
 */
export function ownState({ owner, state }: Pick<Work, 'owner' | 'state'>, me: Me | null): Work['state'] | undefined {
  return me?.can.publish && me.can.readOwn && me.person.id === owner.id ? state : undefined;
}
