// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Client } from '@jupyter-atrium/client';
import type { TestService } from './service';

/** Some id that names nothing. */
export const NO_ID = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

/** The first case of every operation of a person: nobody without a right token gets further. */
export function itWantsALogin(service: () => TestService, call: (client: Client) => Promise<unknown>): void {
  it('wants a login', async () => {
    const refusal = { status: 401, code: 'not-logged-in' };
    await expect(call(service().withToken(null))).rejects.toMatchObject(refusal);
    await expect(call(service().withToken('unknown'))).rejects.toMatchObject(refusal);
  });
}

/** The same for operations of a job: a person's token is no ticket. */
export function itWantsATicket(
  service: () => TestService,
  call: (client: Client, ticket: string) => Promise<unknown>
): void {
  it('wants a ticket', async () => {
    const test = service();
    await expect(call(test.as('alice'), 'unknown')).rejects.toMatchObject({ status: 401, code: 'ticket-ended' });
    const token = test.hub.own('alice');
    await expect(call(test.as('alice'), token)).rejects.toMatchObject({ status: 401, code: 'ticket-ended' });
  });
}
