// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation } from '@jupyter-atrium/api';
import type { Admitted } from './admission.ts';
import type { AppContext } from './context.ts';
import type { Repetition } from './idempotency.ts';
import { RepeatedCallError } from './idempotency.ts';
import type { Commit } from './route.ts';

/** Makes the `commit` of one call. */
export function makeCommit(
  context: AppContext,
  operation: Operation,
  { caller, ticket, session }: Admitted,
  repetition: Repetition | null
): Commit {
  const { clock } = context;
  const person = caller?.person ?? session?.person ?? ticket?.person ?? '';
  return (subject, act) =>
    context.change(async (stores, db) => {
      if (await repetition?.find(db)) {
        throw new RepeatedCallError();
      }
      const result = await act(stores);
      const { object, detail = {} } = typeof subject === 'function' ? subject(result) : subject;
      if (operation.audit) {
        await stores.audit.append({ person, tokenId: caller?.tokenId ?? null, act: operation.audit, object, detail });
      }
      const answer = result === undefined ? { status: 204, body: '' } : { status: 200, body: JSON.stringify(result) };
      await repetition?.record(db, clock, answer);
      return result;
    });
}
