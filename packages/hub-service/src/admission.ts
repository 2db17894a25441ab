// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '@jupyter-atrium/api';
import { isBytes } from '@jupyter-atrium/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './auth/caller.ts';
import { demand } from './auth/caller.ts';
import { demandSameOrigin } from './auth/origin.ts';
import { SECRET_HEADER } from './auth/solo-sessions.ts';
import type { AppContext } from './context.ts';
import { BadRequestError, NotLoggedInError, ServiceError } from './errors.ts';
import { SessionEndedError } from './rooms/errors.ts';
import type { Session } from './rooms/live/sessions.ts';
import type { TicketRow } from './auth/ticket-store.ts';
import { redeemTicket } from './auth/ticket.ts';

const AUTHORIZATION = /^(?:token|bearer) +([^\s]{1,512})$/i;

/** Who may make a call: at most one of them. */
export type Admitted = { caller: Caller | null; ticket: TicketRow | null; session: Session | null };

/**
 * Lets a call in, before its body is read.
 *
 * @throws ServiceError: who calls, whether they may, and whether not too often
 */
export async function admit(
  context: AppContext,
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply
): Promise<Admitted> {
  demandMediaType(operation, request);
  if (context.config.access.kind === 'solo') {
    demandSameOrigin(request);
  }
  const admitted = await identify(context, operation, request);
  const who = whoIs(admitted);
  if (who !== undefined) {
    await context.rates.take(operation.rate, who);
  }
  if (operation.rate === 'transfer') {
    const giveBack = await context.places.take();
    reply.raw.once('finish', giveBack).once('close', giveBack);
  }
  return admitted;
}

/** Whose calls are counted together. */
function whoIs({ caller, ticket, session }: Admitted): string | undefined {
  return caller ? caller.person || caller.username : (session?.person ?? ticket?.hash);
}

async function identify(context: AppContext, operation: Operation, request: FastifyRequest): Promise<Admitted> {
  const { scope } = operation;
  if (scope === 'none') {
    return { caller: null, ticket: null, session: null };
  }
  try {
    if (scope === 'upload' || scope === 'download') {
      const ticket = await redeemTicket(context.tickets, context.clock, bearerOf(request), scope);
      return { caller: null, ticket, session: null };
    }
    if (scope === 'room') {
      return { caller: null, ticket: null, session: sessionOf(context, request) };
    }
    const caller = await callerOf(context, request);
    demand(caller, scope, context.config.contact);
    return { caller, ticket: null, session: null };
  } catch (error) {
    // Only where nobody is known; persons have a bucket of their own.
    if (error instanceof ServiceError && error.status === 401) {
      await context.rates.takeFailure(request.ip);
    }
    throw error;
  }
}

/** @throws SessionEndedError for what is no token of a session that goes on */
function sessionOf(context: AppContext, request: FastifyRequest): Session {
  const session = context.live.sessions.byToken(bearerOf(request));
  if (!session) {
    throw new SessionEndedError();
  }
  return session;
}

/** Finds whose token a call carries; throws as `IIdentity.ofToken`. */
export async function callerOf(context: AppContext, request: FastifyRequest): Promise<Caller> {
  const credential = credentialOf(context, request);
  return context.identity.ofToken(credential, () => context.rates.demandFewFailures(request.ip));
}

/**
 * Takes the credential of a person's call from its header: the only place it may stand.
 *
 * On one person's own machine it is the secret that their Jupyter server adds; the token and cookies that this server
 * passes on are not looked at.
 */
export function credentialOf(context: AppContext, request: FastifyRequest): string {
  if (context.config.access.kind === 'hub') {
    return bearerOf(request);
  }
  const secret = request.headers[SECRET_HEADER];
  if (typeof secret !== 'string') {
    throw new NotLoggedInError('This address is served through your own Jupyter server. Open Atrium there.');
  }
  return secret;
}

function bearerOf(request: FastifyRequest): string {
  const token = AUTHORIZATION.exec(request.headers.authorization ?? '')?.[1];
  if (!token) {
    throw new NotLoggedInError('This address needs a token: send it as “Authorization: token …”.');
  }
  return token;
}

/** A form of another site can send other types without asking first, and they would skip our parser of JSON. */
function demandMediaType(operation: Operation, request: FastifyRequest): void {
  if (!operation.body) {
    return;
  }
  const expected = isBytes(operation.body) ? operation.body.mediaType : 'application/json';
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (given !== expected) {
    throw new BadRequestError(`This call takes ${expected}: say so in its Content-Type.`);
  }
}
