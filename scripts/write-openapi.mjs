// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Writes docs/api/openapi.json from the contract; --check fails when the file is stale instead.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { root } from './run.mjs';

const { PROBLEMS, Problem, isBytes, operations } = await import(`${root}packages/api/src/index.ts`);
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));

const SECURITY = { upload: ['ticket'], download: ['ticket'], none: null };
const file = `${root}docs/api/openapi.json`;

const paths = {};
for (const operation of Object.values(operations)) {
  const path = operation.path.replace(/:(\w+)/g, '{$1}').replace('*', '{path}');
  paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation) };
}
const text = `${JSON.stringify(
  {
    openapi: '3.1.0',
    info: {
      title: 'Atrium',
      version,
      description: 'The API of a hub’s Atrium service, below `<service address>api/v1`.',
      license: { name: 'BSD-3-Clause', identifier: 'BSD-3-Clause' }
    },
    servers: [{ url: '/services/atrium/api/v1' }],
    paths,
    components: {
      securitySchemes: {
        token: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`token <JupyterHub token>`' },
        ticket: { type: 'apiKey', in: 'header', name: 'Authorization', description: '`token <file ticket>`' }
      },
      schemas: { Problem }
    }
  },
  null,
  1
)}\n`;

if (process.argv.includes('--check')) {
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    console.error('docs/api/openapi.json is stale: run `npm run api:write`.');
    process.exit(1);
  }
} else {
  mkdirSync(`${root}docs/api`, { recursive: true });
  writeFileSync(file, text);
}

function describe(operation) {
  const parameters = [...parametersOf(operation.params, 'path'), ...parametersOf(operation.query, 'query')];
  const security = SECURITY[operation.scope] === null ? [] : [{ [(SECURITY[operation.scope] ?? ['token'])[0]]: [] }];
  return {
    operationId: operation.id,
    summary: operation.summary,
    'x-atrium-scope': operation.scope,
    security,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(operation.body ? { requestBody: { required: true, content: contentOf(operation.body) } } : {}),
    responses: {
      ...(operation.reply === null
        ? { 204: { description: 'Done.' } }
        : { 200: { description: 'The answer.', content: contentOf(operation.reply) } }),
      ...refusals(operation.problems)
    }
  };
}

function parametersOf(schema, place) {
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name: name === '*' ? 'path' : name,
    in: place,
    required: place === 'path' || (schema.required ?? []).includes(name),
    schema: property
  }));
}

function contentOf(shape) {
  return isBytes(shape)
    ? { [shape.mediaType]: { schema: { type: 'string', format: 'binary', maxLength: shape.maxBytes } } }
    : { 'application/json': { schema: shape } };
}

function refusals(codes) {
  const byStatus = Object.groupBy(['bad-request', 'not-logged-in', ...codes], code => PROBLEMS[code]);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, names]) => [
      status,
      {
        description: [...new Set(names)].join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
      }
    ])
  );
}
