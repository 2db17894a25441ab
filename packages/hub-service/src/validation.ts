// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import AjvCompiler from '@fastify/ajv-compiler';
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';

const COMMON = { removeAdditional: false, allErrors: false, useDefaults: true } as const;

type Validator = { (data: unknown): unknown; errors?: unknown };

/**
 * Makes the validator of calls: parameters and queries, which are text, become what the schema says; bodies are taken
 * as they are, because coercing makes `null` an empty string.
 *
 * Schemas are compiled at their first use: all of them take half a second of the start.
 */
export function makeValidator(): FastifySchemaCompiler<object> {
  const build = AjvCompiler();
  const exact = build({}, { customOptions: { ...COMMON, coerceTypes: false } });
  const coercing = build({}, { customOptions: { ...COMMON, coerceTypes: 'array' } });
  return ({ schema, httpPart }) => {
    const compile = httpPart === 'body' ? exact : coercing;
    let compiled: Validator | null = null;
    const validate: Validator = data => {
      compiled ??= compile({ schema }) as Validator;
      const isValid = compiled(data);
      validate.errors = compiled.errors;
      return isValid;
    };
    return validate as never;
  };
}

/** Makes the writer of replies: only what the schema names leaves the service. Compiled at first use, too. */
export function makeSerializer(): FastifySerializerCompiler<object> {
  const compile = SerializerSelector()({}, {});
  return ({ schema }) => {
    let write: ((data: unknown) => string) | null = null;
    return data => {
      write ??= compile({ schema } as never);
      return write(data);
    };
  };
}
