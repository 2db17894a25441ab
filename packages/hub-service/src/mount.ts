// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '@jupyter-atrium/api';
import { LIMITS, Problem, isBytes } from '@jupyter-atrium/api';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { type Admitted, admit } from './admission.ts';
import { makeCommit } from './commit.ts';
import type { AppContext } from './context.ts';
import { Repetition, type Replay } from './idempotency.ts';
import type { Call, Route } from './route.ts';

type Request = FastifyRequest & { admitted: Admitted };

/** Serves an operation below `api/v1`. */
export function mount(app: FastifyInstance, context: AppContext, { operation, handler }: Route): void {
  const answer = handler as (call: Call<Operation>) => Promise<unknown>;
  app.route({
    method: operation.method,
    url: `/api/v1${operation.path}`,
    schema: schemaOf(operation),
    bodyLimit: bodyLimitOf(operation),
    config: { operation },
    // Before the body is read: nobody makes the service read megabytes without a right to it.
    onRequest: async (request, reply) => {
      (request as Request).admitted = await admit(context, operation, request, reply);
    },
    handler: async (plain, reply) => {
      const request = plain as Request & Call<Operation>;
      const { admitted, params, query, body } = request;
      const person = admitted.caller?.person ?? admitted.session?.person;
      const repetition = person === undefined ? null : Repetition.of(person, request);
      const replay = () => repetition?.find(context.records.db) ?? null;
      const earlier = await replay();
      if (earlier) {
        return repeat(reply, earlier);
      }
      const commit = makeCommit(context, operation, admitted, repetition);
      const call = { params, query, body, ...admitted, context, commit, request, reply } as Call<Operation>;
      try {
        return send(operation, reply, await answer(call));
      } catch (error) {
        // Two calls with one key at once: the later one fails on what the first one did.
        const done = await replay();
        if (done) {
          return repeat(reply, done);
        }
        throw error;
      }
    }
  });
}

function repeat(reply: FastifyReply, { status, body }: Replay): FastifyReply {
  return status === 204 ? reply.code(status).send() : reply.code(status).type('application/json').send(body);
}

function send(operation: Operation, reply: FastifyReply, result: unknown): unknown {
  if (reply.sent || result === reply) {
    return reply;
  }
  if (operation.reply === null) {
    return reply.code(204).send();
  }
  return isBytes(operation.reply) && !reply.hasHeader('content-type')
    ? reply.type(operation.reply.mediaType).send(result)
    : reply.send(result);
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
