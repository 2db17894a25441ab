// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Client } from '@jupyter-atrium/client';
import { openClient } from '../open-client.ts';
import { checkAddress, notSetUp } from '../settings/hub.ts';
import type { JobContext } from './run-job.ts';

/** Jobs reach only the service that this server was started with. */
export function ticketClient({ world }: Pick<JobContext, 'world'>): Client {
  if (!world.env.ATRIUM_URL) {
    throw notSetUp('This server does not know where the hub’s Atrium is. Ask your hub’s operator to set ATRIUM_URL.');
  }
  return openClient(world, { address: checkAddress(world.env.ATRIUM_URL, 'ATRIUM_URL'), token: null });
}
