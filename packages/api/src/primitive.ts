// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { LIMITS } from './limits.ts';

/** UUIDv7, lower case (RFC 9562). Opaque to callers. */
export const Id = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'
});

/** SHA-256 of bytes: `sha256:` and 64 lower-case hexadecimal digits. */
export const Digest = Type.String({ pattern: '^sha256:[0-9a-f]{64}$' });

/** A time: ISO 8601 in UTC, with milliseconds. */
export const Time = Type.String({ format: 'date-time' });

/** The label of a release, such as `1.2.0`; unique within a work. */
export const Label = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z.-]{0,63}$',
  maxLength: LIMITS.labelCharacters
});

/** A path inside a release: relative, `/` only, NFC; the full rules are `checkPath`'s. */
export const Path = Type.String({ minLength: 1, maxLength: 4096 });

/** Bytes: a whole number of at least zero. */
export const Size = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });

/** A whole number of at least zero. */
export const Count = Type.Integer({ minimum: 0 });

/**
 * One of a few words, as JSON Schema `enum`.
 *
 * @param values - at least one word
 */
export function oneOf<const T extends readonly string[]>(values: T): Type.TUnsafe<T[number]> {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values] });
}

/**
 * A schema or null.
 *
 * @param schema - the schema of the present value
 */
export function nullable<T extends Type.TSchema>(schema: T): Type.TUnion<[T, Type.TNull]> {
  return Type.Union([schema, Type.Null()]);
}
