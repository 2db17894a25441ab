// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** A command line that cannot be understood. */
export class UsageError extends Error {
  override name = 'UsageError';
}

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true; strict: true }>
>;

/**
 * Takes a command line apart.
 *
 * @param names - of the arguments that must be there; those that may be follow in brackets
 * @throws UsageError naming what is wrong
 */
export function parseArguments<const O extends Options>(
  args: readonly string[],
  options: O,
  names: readonly string[]
): Parsed<O> {
  const parsed = parse(args, options);
  const missing = names[parsed.positionals.length];
  if (missing && !missing.startsWith('[')) {
    throw new UsageError(`${missing} is missing.`);
  }
  const surplus = parsed.positionals[names.length];
  if (surplus !== undefined) {
    throw new UsageError(`“${surplus}” is one argument too many.`);
  }
  return parsed;
}

function parse<const O extends Options>(args: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`${message.replace(/\. To specify a positional argument.*$/s, '').replace(/\.$/, '')}.`);
  }
}
