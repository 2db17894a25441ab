// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ProblemCode } from '@jupyter-atrium/api';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import fastify from 'fastify';
import type { AppContext } from './context.ts';
import { NotFoundError, ServiceError } from './errors.ts';
import { mount } from './mount.ts';
import { routes } from './routes.ts';

/** Headers of every answer. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store'
} as const;

/** Builds the service; it does not listen yet. */
export function buildApp(context: AppContext): FastifyInstance {
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 4096, ignoreDuplicateSlashes: false },
    trustProxy: ['loopback', ...context.config.trustedProxies],
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false, allErrors: false } },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error'
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'));
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.addHook('onSend', async (_request, reply, payload) => {
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!reply.hasHeader(name)) {
        reply.header(name, value);
      }
    }
    return payload;
  });
  app.setErrorHandler((error: FastifyError | ServiceError, request, reply) => refuse(context, error, request, reply));
  app.setNotFoundHandler((request, reply) => refuse(context, new NotFoundError(), request, reply));
  void app.register(
    async below => {
      below.get('/health/live', async () => ({ isAlive: true }));
      below.get('/health/ready', async () => ({ isReady: true }));
      for (const each of routes) {
        mount(below, context, each);
      }
    },
    { prefix: context.config.prefix.slice(0, -1) }
  );
  return app;
}

function refuse(
  context: AppContext,
  error: FastifyError | ServiceError,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  if (error instanceof ServiceError) {
    if (error.retryAfter !== null) {
      reply.header('retry-after', error.retryAfter);
    }
    const { code, message, detail } = error;
    return reply.code(error.status).send({ code, message, ...(detail ? { detail } : {}) });
  }
  const status = error.statusCode ?? 500;
  if (status >= 400 && status < 500) {
    const code: ProblemCode = status === 413 ? 'too-large' : 'bad-request';
    return reply.code(status === 413 ? 413 : 400).send({ code, message: sentence(error.message) });
  }
  // The text of a fault stays inside; the id finds it in the log.
  context.log.error('A call failed.', {
    id: request.id,
    url: request.routeOptions.url,
    fault: error.stack ?? error.message
  });
  const message = 'Something went wrong in this hub’s Atrium; it was noted. Try again in a minute.';
  return reply.code(500).send({ code: 'internal-error', message, detail: { request: request.id } });
}

function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}
