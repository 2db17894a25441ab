// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TalkMessage } from '@jupyter-atrium/api';
import type { AppContext } from '../context.ts';
import { NotAllowedError } from '../errors.ts';
import type { Commit } from '../route.ts';
import { MessageNotFoundError } from './errors.ts';
import { roomOfSession } from './in-room.ts';
import type { Session } from './live/sessions.ts';
import { presentMessage } from './present.ts';
import type { ITalkStore, TalkRow } from './store.ts';

type Change = {
  params: { room: string; message: string };
  session: Session;
  context: AppContext;
  commit: Commit;
  /** Whose messages may be changed. */
  may: (message: TalkRow) => boolean;
  act: (talk: ITalkStore, message: TalkRow) => Promise<void>;
};

/** Changes a message and shows what became of it. */
export async function changeTalk({ params, session, context, commit, may, act }: Change): Promise<TalkMessage> {
  const { id: room, epoch } = await roomOfSession(context, session, params.room, 'talk');
  const message = await commit({ object: room, detail: { message: params.message } }, async ({ talk }) => {
    const found = await talk.find(room, params.message);
    if (!found || found.removedAt !== null) {
      throw new MessageNotFoundError();
    }
    if (!may(found)) {
      throw new NotAllowedError('This message is somebody else’s.');
    }
    await act(talk, found);
    return presentMessage((await talk.find(room, found.id)) ?? found);
  });
  await context.live.side.show(room, epoch, [{ map: 'talk', key: message.id, value: message }]);
  return message;
}
