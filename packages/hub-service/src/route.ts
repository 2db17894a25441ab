// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Input, Operation, Reply } from '@jupyter-atrium/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './auth/caller.ts';
import type { AppContext } from './context.ts';
import type { Stores } from './stores.ts';
import type { Session } from './rooms/live/sessions.ts';
import type { TicketRow } from './auth/ticket-store.ts';

/** What a write was about, for the audit log. */
export type AuditSubject = {
  /** Id of the thing. */
  object: string;
  detail?: Readonly<Record<string, string | number | boolean | null>>;
};

/**
 * Runs a change in one transaction, together with its audit row and the record of its idempotency key.
 *
 * @param act - changes through the given stores only and answers the reply; may run again after a lost race
 */
export type Commit = <T>(
  subject: AuditSubject | ((result: T) => AuditSubject),
  act: (stores: Stores) => Promise<T>
) => Promise<T>;

type Ticketed = 'upload' | 'download' | 'room';

/** One call of an operation, validated and allowed. */
export type Call<O extends Operation> = Input<O> & {
  caller: O['scope'] extends 'none' | Ticketed ? null : Caller;
  ticket: O['scope'] extends 'upload'
    ? Extract<TicketRow, { release: null }>
    : O['scope'] extends 'download'
      ? Extract<TicketRow, { draft: null }>
      : null;
  session: O['scope'] extends 'room' ? Session : null;
  context: AppContext;
  commit: Commit;
  /** For byte streams and headers only. */
  request: FastifyRequest;
  reply: FastifyReply;
};

/** What a handler may answer: bytes also as a stream of them. */
type Answer<O extends Operation> = Reply<O> extends Uint8Array ? Uint8Array | FastifyReply : Reply<O>;

type Handler<O extends Operation> = (call: Call<O>) => Promise<Answer<O>>;

/** An operation and the code that answers it. */
export type Route = { operation: Operation; handler: (call: never) => Promise<unknown> };

/** Joins an operation to its code. */
export function route<O extends Operation>(operation: O, handler: Handler<O>): Route {
  return { operation, handler };
}
