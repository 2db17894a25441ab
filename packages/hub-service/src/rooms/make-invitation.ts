// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { LIMITS, operations } from '@jupyter-atrium/api';
import { newId } from '../clock.ts';
import { route } from '../route.ts';
import { RoomNotFoundError, TooManyInvitationsError } from './errors.ts';
import { enterRoom } from './policy.ts';
import { presentInvitation, roomUrl } from './present.ts';

const CODE_BYTES = 16;
const DAY_MS = 24 * 3_600_000;

export const makeInvitation = route(operations.makeInvitation, ({ params, body, caller, context, commit }) => {
  const { clock, config } = context;
  const id = newId(clock);
  const code = Buffer.from(clock.random(CODE_BYTES)).toString('base64url');
  return commit({ object: params.room, detail: { invitation: id, role: body.role } }, async ({ rooms }) => {
    const { room } = await enterRoom({ rooms }, caller, params.room, 'own');
    if ((await rooms.invitations(room.id)).length >= LIMITS.invitationsPerRoom) {
      throw new TooManyInvitationsError();
    }
    const now = clock.now();
    const times = { createdAt: now, expiresAt: now + body.days * DAY_MS };
    const { role, people } = body;
    await rooms.addInvitation(room.id, { id, role, people, by: caller.person, codeHash: hashOfCode(code), ...times });
    const invitation = (await rooms.invitations(room.id)).find(each => each.id === id);
    if (!invitation) {
      throw new RoomNotFoundError();
    }
    return { invitation: presentInvitation(invitation), code, link: `${roomUrl(config, room.id)}#invite=${code}` };
  });
});

/** How a code is kept. */
export function hashOfCode(code: string): string {
  return hash('sha256', code, 'base64url');
}
