// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Bytes, Input, Operation, Operations, Problem, Reply } from '@jupyter-atrium/api';
import { PROBLEMS, isBytes, operations } from '@jupyter-atrium/api';
import { AtriumError } from './error.ts';

/** What a client needs of a `Response`. */
export type Answer = Pick<Response, 'ok' | 'status' | 'json' | 'arrayBuffer'> & { headers: Pick<Headers, 'get'> };

/** How a client reaches its service. */
export type ClientOptions = {
  /** The service's address, with a final slash. */
  base: string;
  /** Sent as `Authorization: token …`, asked for at each call; null sends none. */
  token?: (() => string | null) | undefined;
  /** The `fetch` to use, or what does the same. */
  fetch: (url: string, init: RequestInit) => Promise<Answer>;
  /** Makes the idempotency key of a POST. */
  newKey: () => string;
};

/** What a single call may add. */
export type CallOptions = {
  signal?: AbortSignal;
  /** Takes the place of the client's token. */
  ticket?: string;
  /** The same for each try of one act; made anew if absent. */
  key?: string;
};

/** One method per operation of the contract. */
export type Client = {
  readonly [K in keyof Operations]: (
    ...input: object extends Input<Operations[K]>
      ? [input?: Input<Operations[K]>, call?: CallOptions]
      : [input: Input<Operations[K]>, call?: CallOptions]
  ) => Promise<Reply<Operations[K]>>;
};

type QueryValue = string | number | boolean | null | undefined;
type AnyInput = {
  params?: Record<string, string>;
  query?: Record<string, QueryValue | readonly QueryValue[]>;
  body?: unknown;
};

/**
 * Makes a client: one method per operation, by the operation's id.
 *
 * Every method throws an `AtriumError` when it is refused or reaches nobody, and the signal's reason when aborted.
 */
export function createClient(options: ClientOptions): Client {
  const methods = Object.values(operations).map((operation: Operation) => [
    operation.id,
    (input: AnyInput = {}, call: CallOptions = {}) => invoke(options, operation, input, call)
  ]);
  return Object.fromEntries(methods) as Client;
}

/**
 * Writes the address of an operation.
 *
 * @param base - the service's address, with a final slash
 */
export function addressOf(base: string, operation: Operation, input: AnyInput = {}): string {
  const path = operation.path.replace(/:(\w+)|\*/g, (part, name: string | undefined) => {
    const value = input.params?.[name ?? part] ?? '';
    return name ? encodeURIComponent(value) : value.split('/').map(encodeURIComponent).join('/');
  });
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(input.query ?? {})) {
    for (const item of [value].flat()) {
      if (item !== undefined && item !== null) {
        query.append(name, `${item}`);
      }
    }
  }
  return `${base}api/v1${path}${query.size > 0 ? `?${query.toString()}` : ''}`;
}

async function invoke(
  options: ClientOptions,
  operation: Operation,
  input: AnyInput,
  call: CallOptions
): Promise<unknown> {
  const response = await send(options, operation, input, call);
  if (!response.ok) {
    throw await problemOf(response);
  }
  if (operation.reply === null) {
    return undefined;
  }
  return isBytes(operation.reply) ? new Uint8Array(await response.arrayBuffer()) : response.json();
}

async function send(options: ClientOptions, operation: Operation, input: AnyInput, call: CallOptions): Promise<Answer> {
  try {
    return await options.fetch(addressOf(options.base, operation, input), {
      method: operation.method,
      headers: headersOf(options, operation, call),
      credentials: 'omit',
      ...(operation.body ? { body: bodyOf(operation.body, input.body) } : {}),
      ...(call.signal ? { signal: call.signal } : {})
    });
  } catch (cause) {
    call.signal?.throwIfAborted();
    throw new AtriumError({
      message: 'The hub’s Atrium does not answer. Check your connection, then try again.',
      status: 0,
      code: 'unreachable',
      cause
    });
  }
}

function headersOf(options: ClientOptions, operation: Operation, call: CallOptions): Record<string, string> {
  const token = call.ticket ?? options.token?.() ?? null;
  return {
    ...(token === null ? {} : { Authorization: `token ${token}` }),
    ...(operation.method === 'POST' ? { 'Idempotency-Key': call.key ?? options.newKey() } : {}),
    ...(operation.body ? { 'Content-Type': mediaTypeOfBody(operation.body) } : {})
  };
}

function mediaTypeOfBody(body: object | Bytes): string {
  return 'maxBytes' in body ? body.mediaType : 'application/json';
}

function bodyOf(shape: NonNullable<Operation['body']>, body: unknown): RequestInit['body'] {
  return isBytes(shape) ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

async function problemOf(response: Answer): Promise<AtriumError> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  const retryAfter = Number(response.headers.get('retry-after'));
  const retryInMs = retryAfter > 0 ? retryAfter * 1000 : null;
  if (!problem || typeof problem.code !== 'string' || !Object.hasOwn(PROBLEMS, problem.code)) {
    return new AtriumError({
      message: `The hub’s Atrium does not answer (${response.status}). Wait a minute, then try again.`,
      status: response.status,
      code: 'unreachable',
      retryInMs
    });
  }
  return new AtriumError({
    message: problem.message ?? problem.code,
    status: response.status,
    code: problem.code,
    detail: problem.detail ?? {},
    retryInMs
  });
}
