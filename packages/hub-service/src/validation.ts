// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifySchemaCompiler } from 'fastify';
import AjvCompiler from '@fastify/ajv-compiler';

const COMMON = { removeAdditional: false, allErrors: false, useDefaults: true } as const;

/**
 * Makes the validator of calls: parameters and queries, which are text, become what the schema says; bodies are taken
 * as they are. Coerced, `null` would become an empty string.
 */
export function makeValidator(): FastifySchemaCompiler<object> {
  const build = AjvCompiler();
  const exact = build({}, { customOptions: { ...COMMON, coerceTypes: false } });
  const coercing = build({}, { customOptions: { ...COMMON, coerceTypes: 'array' } });
  return ({ schema, httpPart, method, url }) => {
    const compile = httpPart === 'body' ? exact : coercing;
    return compile({ schema, httpPart, method, url } as never) as never;
  };
}
