// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type * as Type from 'typebox';
import type { ProblemCode } from './problem.ts';

/** What a caller must show; the credentials behind it are those of `docs/adr/0006-page-token.md`. */
export type Scope =
  /** Nothing: health. */
  | 'none'
  /** Anybody who may use this hub's Atrium; policies then decide by audience. */
  | 'access'
  /** A person in their own JupyterLab, or a personal token: reads what is theirs. */
  | 'own'
  /** The same with the right to publish: acts in their own name. */
  | 'publish'
  /** A file ticket for one draft. */
  | 'upload'
  /** A file ticket for one release. */
  | 'download'
  /** A session of a room: acts of a member inside it. */
  | 'room'
  /** A curator or an admin in the service's own pages. */
  | 'curate'
  | 'admin'
  /** A caller whom the hub lets read metrics. */
  | 'metrics';

/** Which bucket of the rate limiter a call empties. */
export type Rate = 'read' | 'search' | 'write' | 'transfer';

/** A body or reply of bytes instead of JSON. */
export type Bytes = { readonly mediaType: string; readonly maxBytes: number };

/** One row of the contract. Routes, client, OpenAPI, authority matrix and audit all come from it. */
export type Operation = {
  /** Unique; also the name of the client's method and of the service's file, in kebab case. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `<service prefix>api/v1`. Parameters as `:name`; a last `*` takes the rest of the path. */
  readonly path: string;
  readonly summary: string;
  readonly scope: Scope;
  readonly rate: Rate;
  /** The name of the audit row a success writes; null if none. */
  readonly audit: string | null;
  readonly params?: Type.TObject;
  readonly query?: Type.TObject;
  readonly body?: Type.TSchema | Bytes;
  /** Bytes of body allowed where it is JSON; `LIMITS.apiBodyBytes` if absent. */
  readonly bodyBytes?: number;
  /** Null: 204 without a body. */
  readonly reply: Type.TSchema | Bytes | null;
  /** Beside those any operation may answer: `bad-request`, `not-logged-in`, `internal-error` … */
  readonly problems: readonly ProblemCode[];
};

/** Tells bytes from a schema. */
export function isBytes(shape: Type.TSchema | Bytes): shape is Bytes {
  return 'maxBytes' in shape;
}

type Part<O, K extends string> = O extends { readonly [P in K]: infer S } ? S : undefined;
type Wire<S> = S extends Bytes ? Uint8Array : S extends Type.TSchema ? Type.Static<S> : void;
type Argument<O, K extends string> = Part<O, K> extends undefined ? object : { [P in K]: Wire<Part<O, K>> };
type QueryArgument<O> = Part<O, 'query'> extends undefined ? object : { query?: Wire<Part<O, 'query'>> };

/** What a caller passes: `params`, `query` and `body`, each only if the operation has it. */
export type Input<O extends Operation> = Argument<O, 'params'> & QueryArgument<O> & Argument<O, 'body'>;

/** What a caller gets: the reply's type, `Uint8Array` for bytes, `void` for 204. */
export type Reply<O extends Operation> = Wire<O['reply']>;
