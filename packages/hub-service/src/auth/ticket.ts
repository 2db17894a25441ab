// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Ticket } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { IClock } from '../clock.ts';
import { ServiceError } from '../errors.ts';
import type { Grant, ITicketStore, TicketRow } from './ticket-store.ts';

const SECRET_BYTES = 32;

/** A use is written down that often at most: a write a call would wake the disk for nothing. */
const TOUCH_EVERY_MS = 60_000;

export class TicketEndedError extends ServiceError {
  override name = 'TicketEndedError';
  constructor() {
    super('ticket-ended', 'The right to move these files has ended. Press Continue, or start again.');
  }
}

/**
 * Makes a ticket: 256 random bits, kept only hashed.
 *
 * @param bytes - how many it may move
 */
export async function issueTicket(tickets: ITicketStore, clock: IClock, grant: Grant, bytes: number): Promise<Ticket> {
  const ticket = Buffer.from(clock.random(SECRET_BYTES)).toString('base64url');
  const now = clock.now();
  await tickets.add({ ...grant, hash: hashOf(ticket), bytesLeft: Math.max(0, bytes), createdAt: now, usedAt: now });
  return { ticket, expiresAt: new Date(now + LIMITS.ticketLifeMs).toISOString() };
}

/**
 * Takes a ticket for one call.
 *
 * @throws TicketEndedError for an unknown or ended ticket, and for one of another purpose
 */
export async function redeemTicket(
  tickets: ITicketStore,
  clock: IClock,
  secret: string,
  purpose: 'upload' | 'download'
): Promise<TicketRow> {
  const row = await tickets.find(hashOf(secret));
  const now = clock.now();
  const isRight = row && (purpose === 'upload' ? row.draft !== null : row.release !== null);
  if (!isRight || now - row.createdAt > LIMITS.ticketLifeMs || now - row.usedAt > LIMITS.ticketIdleMs) {
    throw new TicketEndedError();
  }
  if (now - row.usedAt > TOUCH_EVERY_MS) {
    await tickets.touch(row.hash, now);
  }
  return row;
}

function hashOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}
