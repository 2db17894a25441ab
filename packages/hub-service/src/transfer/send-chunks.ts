// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, operations } from '@jupyter-atrium/api';
import { hexOf } from '../content/pack.ts';
import { QuotaExceededError, ServiceBusyError } from '../errors.ts';
import { route } from '../route.ts';
import { openDraftOf } from './open-draft-of.ts';

export const sendChunks = route(operations.sendChunks, async ({ ticket, body, context }) => {
  await openDraftOf(context, ticket);
  const bytes = body.length;
  await context.content.receive(body, async (stores, chunks) => {
    await openDraftOf(stores, ticket);
    // The budget is what the person's quota left when the ticket was made.
    if (!(await stores.tickets.spend(ticket.hash, bytes))) {
      const limit = LIMITS.storedBytesPerPerson;
      throw new QuotaExceededError(limit - ticket.bytesLeft, limit, bytes);
    }
    const hashes = chunks.map(chunk => chunk.hash);
    const held = await stores.chunks.claim(ticket.draft, hashes);
    if (held < new Set(hashes.map(hexOf)).size) {
      // Collected between the look and now: the next try brings it again.
      throw new ServiceBusyError(1);
    }
    const raw = chunks.reduce((sum, chunk) => sum + chunk.size, 0);
    await stores.drafts.receive(ticket.draft, raw);
  });
});
