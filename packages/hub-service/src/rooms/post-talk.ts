// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, operations } from '@jupyter-atrium/api';
import { newId } from '../clock.ts';
import { route } from '../route.ts';
import { MessageNotFoundError, TooManyMessagesError } from './errors.ts';
import { roomOfSession } from './in-room.ts';
import { presentMessage } from './present.ts';

export const postTalk = route(operations.postTalk, async ({ params, body, session, context, commit }) => {
  const { id: room, epoch } = await roomOfSession(context, session, params.room, 'talk');
  const id = newId(context.clock);
  const message = await commit({ object: room }, async ({ talk, rooms }) => {
    if ((await talk.count(room)) >= LIMITS.talkMessages) {
      throw new TooManyMessagesError();
    }
    const thread = body.thread === null ? null : await talk.find(room, body.thread);
    if (body.thread !== null && (!thread || thread.thread !== null)) {
      throw new MessageNotFoundError();
    }
    await talk.add({ id, room, thread: body.thread, text: body.text, anchor: body.anchor, by: session.person });
    await rooms.touch(room);
    const added = await talk.find(room, id);
    if (!added) {
      throw new MessageNotFoundError();
    }
    return presentMessage(added);
  });
  await context.live.side.show(room, epoch, [{ map: 'talk', key: id, value: message }]);
  return message;
});
