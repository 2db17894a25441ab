// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyError, FastifyInstance, FastifyServerOptions } from 'fastify';
import fastify from 'fastify';
import type { AppContext } from './context.ts';
import { allowPages } from './cross-origin.ts';
import { BadRequestError, NotFoundError, type ServiceError } from './errors.ts';
import { mountProbes } from './health/mount-probes.ts';
import { countAnswer } from './health/watch.ts';
import { isTooDeep } from './json.ts';
import { mountTree } from './log/mount-tree.ts';
import { mount } from './mount.ts';
import { acts, pages } from './pages/index.ts';
import { mountPages, refusePage } from './pages/mount-pages.ts';
import { openPages } from './pages/ports.ts';
import { refuse } from './refusals.ts';
import { routes } from './routes.ts';
import { makeSerializer, makeValidator } from './validation.ts';

/** Headers of every answer. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store'
} as const;

/**
 * Builds the service; it does not listen yet.
 *
 * @param serverFactory - takes the handler of requests; Fastify makes a server of its own if absent
 */
export function buildApp(
  context: AppContext,
  serverFactory?: NonNullable<FastifyServerOptions['serverFactory']>
): FastifyInstance {
  const app = fastify({
    logger: false,
    routerOptions: { maxParamLength: 4096, ignoreDuplicateSlashes: false },
    trustProxy: ['loopback', ...context.config.trustedProxies],
    ...(serverFactory ? { serverFactory } : {})
  });
  app.setValidatorCompiler(makeValidator());
  app.setSerializerCompiler(makeSerializer());
  readBodies(app);
  allowPages(app, context.config);
  app.addHook('onSend', async (_request, reply, payload) => {
    for (const [name, value] of Object.entries(HEADERS)) {
      if (!reply.hasHeader(name)) {
        reply.header(name, value);
      }
    }
    return payload;
  });
  app.addHook('onResponse', async (request, reply) => countAnswer(context, request, reply));
  app.setErrorHandler((error: FastifyError | ServiceError, request, reply) => refuse(context, error, request, reply));
  const ports = openPages(context);
  app.setNotFoundHandler((request, reply) =>
    request.headers['sec-fetch-mode'] === 'navigate'
      ? refusePage(ports, new NotFoundError(), request, reply)
      : refuse(context, new NotFoundError(), request, reply)
  );
  void app.register(
    async below => {
      mountProbes(below, context);
      mountTree(below, context);
      for (const each of routes) {
        mount(below, context, each);
      }
      await below.register(async inside => mountPages(inside, ports, { pages, acts }));
    },
    { prefix: context.config.prefix.slice(0, -1) }
  );
  return app;
}

/** JSON is bounded in depth before it is parsed and in names while it is; all other bodies stay bytes. */
function readBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && !request.routeOptions.schema?.body) {
      // JupyterLab’s own requests name JSON even where they carry nothing.
      done(null);
    } else if (isTooDeep(body)) {
      done(new BadRequestError('This JSON is nested too deeply.'));
    } else {
      void parse(request, body, done);
    }
  });
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
