// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '@jupyter-atrium/api';
import { LIMITS, Problem, isBytes } from '@jupyter-atrium/api';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { Caller } from './auth/caller.ts';
import { demand } from './auth/caller.ts';
import type { AppContext } from './context.ts';
import { NotLoggedInError } from './errors.ts';
import { makeCommit, replayOf } from './idempotency.ts';
import type { Call, Route } from './route.ts';

const AUTHORIZATION = /^(?:token|bearer) +([^\s]{1,512})$/i;

/** Serves an operation below `api/v1`. */
export function mount(app: FastifyInstance, context: AppContext, { operation, handler }: Route): void {
  const call = handler as (call: Call<Operation>) => Promise<unknown>;
  app.route({
    method: operation.method,
    url: `/api/v1${operation.path}`,
    schema: schemaOf(operation),
    bodyLimit: bodyLimitOf(operation),
    config: { operation },
    handler: async (request, reply) => {
      const caller = await callerOf(operation, request, context);
      const replay = await replayOf(context, caller, request);
      if (replay) {
        return reply.code(replay.status).type('application/json').send(replay.body);
      }
      const commit = makeCommit(context, operation, caller, request);
      const { params, query, body } = request as FastifyRequest & Call<Operation>;
      const result = await call({ params, query, body, caller, context, commit, request, reply } as Call<Operation>);
      return answer(operation, reply, result);
    }
  });
}

function answer(operation: Operation, reply: FastifyReply, result: unknown): unknown {
  if (reply.sent) {
    return reply;
  }
  if (operation.reply === null) {
    return reply.code(204).send();
  }
  return isBytes(operation.reply) && !reply.hasHeader('content-type')
    ? reply.type(operation.reply.mediaType).send(result)
    : reply.send(result);
}

async function callerOf(operation: Operation, request: FastifyRequest, context: AppContext): Promise<Caller | null> {
  if (operation.scope === 'none' || operation.scope === 'upload' || operation.scope === 'download') {
    return null;
  }
  const token = tokenOf(request);
  const caller = await context.identity.ofToken(token);
  demand(caller, operation.scope, context.config.contact);
  return caller;
}

/**
 * Takes the token of a call from its header: the only place a credential may stand.
 *
 * @throws NotLoggedInError without one
 */
export function tokenOf(request: FastifyRequest): string {
  const token = AUTHORIZATION.exec(request.headers.authorization ?? '')?.[1];
  if (!token) {
    throw new NotLoggedInError('This address needs a token: send it as “Authorization: token …”.');
  }
  return token;
}

// Parts that are absent stay absent: present but undefined, Fastify logs a warning on every route.
function schemaOf(operation: Operation): FastifySchema {
  const schema: FastifySchema = { summary: operation.summary, operationId: operation.id } as FastifySchema;
  if (operation.params) {
    schema.params = operation.params;
  }
  if (operation.query) {
    schema.querystring = operation.query;
  }
  if (operation.body && !isBytes(operation.body)) {
    schema.body = operation.body;
  }
  const success = operation.reply && !isBytes(operation.reply) ? { 200: operation.reply } : {};
  schema.response = { ...success, '4xx': Problem, '5xx': Problem };
  return schema;
}

function bodyLimitOf(operation: Operation): number {
  if (operation.body && isBytes(operation.body)) {
    return operation.body.maxBytes;
  }
  return operation.bodyBytes ?? LIMITS.apiBodyBytes;
}
