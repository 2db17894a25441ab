// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { Operation } from '@jupyter-atrium/api';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './auth/caller.ts';
import type { AppContext } from './context.ts';
import { BadRequestError } from './errors.ts';
import type { Commit } from './route.ts';
import type { Stores } from './stores.ts';
import { makeStores } from './stores.ts';

const KEY = /^[A-Za-z0-9_-]{8,128}$/;

/** What was answered to the first call of a key. */
export type Replay = { status: number; body: string };

/** Names a call by its key and address, so that one key on two acts is two calls. */
function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) {
    return null;
  }
  if (typeof key !== 'string' || !KEY.test(key)) {
    throw new BadRequestError('The Idempotency-Key must be 8 to 128 letters, digits, hyphens or underscores.');
  }
  return createHash('sha256').update(`${request.method} ${request.url} ${key}`).digest('base64url');
}

/** Finds what a repeated call was answered before; null for a new one. */
export async function replayOf(
  context: AppContext,
  caller: Caller | null,
  request: FastifyRequest
): Promise<Replay | null> {
  const key = keyOf(request);
  if (!caller || key === null) {
    return null;
  }
  const found = await context.records.db
    .selectFrom('idempotency')
    .select(['status', 'body'])
    .where('person', '=', caller.person)
    .where('key', '=', key)
    .executeTakeFirst();
  return found ?? null;
}

/** Makes the `commit` of one call. */
export function makeCommit(
  context: AppContext,
  operation: Operation,
  caller: Caller | null,
  request: FastifyRequest
): Commit {
  return async (subject, act) => {
    const { records, clock } = context;
    return records.db.transaction().execute(async db => {
      const stores: Stores = makeStores({ ...records, db }, clock);
      const result = await act(stores);
      const { object, detail = {} } = typeof subject === 'function' ? subject(result) : subject;
      if (operation.audit) {
        const { person = '', tokenId = null } = caller ?? {};
        await stores.audit.append({ person, tokenId, act: operation.audit, object, detail });
      }
      const key = keyOf(request);
      if (caller && key !== null) {
        const body = result === undefined ? '' : JSON.stringify(result);
        const status = result === undefined ? 204 : 200;
        await db
          .insertInto('idempotency')
          .values({ key, person: caller.person, status, body, createdAt: clock.now() })
          .execute();
      }
      return result;
    });
  };
}
