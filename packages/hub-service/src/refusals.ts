// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ProblemCode } from '@jupyter-atrium/api';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DurabilityError } from './content/packs.ts';
import type { AppContext } from './context.ts';
import { DiskFullError, ServiceError } from './errors.ts';

const SQLITE_IOERR = 10;
const SQLITE_FULL = 13;

type Fault = Error & { code?: string; errcode?: number };

/** Answers a call that failed: refusals with their problem, faults with nothing but an id for the log. */
export function refuse(
  context: AppContext,
  error: FastifyError | ServiceError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  const known = refusalOf(error);
  if (known) {
    if (known.retryAfter !== null) {
      reply.header('retry-after', known.retryAfter);
    }
    const { code, message, detail } = known;
    return reply.code(known.status).send({ code, message, ...(detail ? { detail } : {}) });
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status >= 400 && status < 500) {
    const code: ProblemCode = status === 413 ? 'too-large' : 'bad-request';
    return reply.code(status === 413 ? 413 : 400).send({ code, message: sentenceOf(error) });
  }
  return fault(context, error, request, reply);
}

function fault(context: AppContext, error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  noteFault(context, error, request);
  const message = 'Something went wrong in this hub’s Atrium; it was noted. Try again in a minute.';
  return reply.code(500).send({ code: 'internal-error', message, detail: { request: request.id } });
}

/** Writes a fault of ours down. Its text stays inside; the id finds it in the log. */
export function noteFault(context: Pick<AppContext, 'log' | 'die'>, error: Error, request: FastifyRequest): void {
  context.log.error('A call failed.', {
    id: request.id,
    url: request.routeOptions.url,
    fault: error.stack ?? error.message
  });
  if (isFatal(error)) {
    context.die(error);
  }
}

/** What an error means to the caller; null for a fault of ours. */
export function refusalOf(error: Fault): ServiceError | null {
  if (error instanceof ServiceError) {
    return error;
  }
  return isDiskFull(error) ? new DiskFullError() : null;
}

function isDiskFull({ code, errcode }: Fault): boolean {
  // 53100: PostgreSQL's disk is full.
  return code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || primary(errcode) === SQLITE_FULL;
}

/**
 * Tells whether storage may have lost what was written. The process must then end and recover from what is on disk: a
 * second sync may succeed without having written anything.
 */
export function isFatal(error: Fault): boolean {
  return error instanceof DurabilityError || error.code === 'EIO' || primary(error.errcode) === SQLITE_IOERR;
}

/** SQLite's extended codes carry the primary one in their last byte. */
function primary(errcode: number | undefined): number | undefined {
  return errcode === undefined ? undefined : errcode & 0xff;
}

/** Says in one sentence what is wrong with a call. */
function sentenceOf(error: FastifyError | Error): string {
  const [first] = ('validation' in error ? error.validation : null) ?? [];
  if (!first) {
    return sentence(error.message);
  }
  const place = first.instancePath.slice(1).replaceAll('/', '.');
  const where = place === '' ? 'The call' : `“${place}”`;
  return sentence(`${where} ${(first.message ?? 'is not as it should be').replace('NOT', 'not')}`);
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}
