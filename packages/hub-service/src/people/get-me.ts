// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { operations } from '@jupyter-atrium/api';
import { holds } from '../auth/caller.ts';
import { hubOf } from '../hub.ts';
import { route } from '../route.ts';

export const getMe = route(operations.getMe, async ({ caller, context: { config, entries } }) => ({
  person: { id: caller.person, name: caller.name },
  username: caller.username,
  hub: hubOf(config),
  url: config.publicUrl ?? '',
  version: config.version,
  isSolo: config.access.kind === 'solo',
  isInNetwork: (await entries.head()) !== null,
  can: {
    readOwn: holds(caller, 'own'),
    publish: holds(caller, 'publish'),
    // A page token never curates, but the page may offer the way to where it is done.
    curate: caller.scopes.has('custom:atrium:curate'),
    admin: caller.scopes.has('custom:atrium:admin')
  },
  contact: config.contact,
  patterns: config.patterns
}));
