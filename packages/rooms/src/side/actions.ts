// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomMember, RoomVersion } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, InputDialog, Notification, showDialog } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { isProblem } from '../calls';
import { RoomCommandIDs } from '../commands/ids';
import type { PeopleActions } from '../people/view';
import type { OpenRoom } from '../room/open-room';
import type { TalkActions } from '../talk/view';
import type { IRooms } from '../tokens';
import { compareVersion } from '../versions/compare';
import { readVersion } from '../versions/read-version';
import { type VersionActions, titleOf } from '../versions/view';

/** The room whose notebook is in front. */
export type RoomInFront = {
  app: JupyterFrontEnd;
  shared: IRooms;
  room: OpenRoom;
  panel: NotebookPanel;
  trans: TranslationBundle;
};

/** Does what the person asked for; false, and a word of it, if it was refused. */
async function asked(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (!isProblem(error)) {
      throw error;
    }
    Notification.error(error.message);
    return false;
  }
}

async function isSure(words: { title: string; body: string; label: string }): Promise<boolean> {
  const { title, body, label } = words;
  const buttons = [Dialog.cancelButton(), Dialog.warnButton({ label })];
  return (await showDialog({ title, body, buttons })).button.accept;
}

function goTo(panel: NotebookPanel, cell: string): void {
  const index = panel.content.widgets.findIndex(({ model }) => model.id === cell);
  if (index >= 0) {
    void panel.content.scrollToItem(index, 'smart');
    panel.content.activeCellIndex = index;
  }
}

export function peopleActions({ app, shared, room, panel, trans }: RoomInFront): PeopleActions {
  const params = (member: RoomMember): { room: string; member: string } => ({
    room: room.room?.id ?? '',
    member: member.id
  });
  const { calls } = shared.rooms;
  return {
    follow: person => room.following.start(person),
    stopFollowing: () => room.following.stop(),
    goTo: cell => goTo(panel, cell),
    setRole: (member, role) => void asked(() => calls.setRoomRole({ params: params(member), body: { role } })),
    remove: member =>
      void (async () => {
        const title = trans.__('Remove %1?', member.name);
        const body = trans.__('They leave the room at once. What they wrote stays.');
        if (await isSure({ title, body, label: trans.__('Remove') })) {
          await asked(() => calls.removeFromRoom({ params: params(member) }));
        }
      })(),
    invite: () => void app.commands.execute(RoomCommandIDs.inviteToRoom),
    leave: () =>
      void (async () => {
        const title = trans.__('Leave %1?', room.title);
        const body = trans.__('What you wrote stays. An owner can invite you again.');
        const left = async (): Promise<void> => {
          await calls.leaveRoom({ params: { room: room.room?.id ?? '' } });
          panel.dispose();
          await shared.rooms.refresh();
        };
        if (await isSure({ title, body, label: trans.__('Leave') })) {
          await asked(left);
        }
      })()
  };
}

export function talkActions({ room, panel }: RoomInFront): TalkActions {
  return {
    post: text => {
      const { anchor, thread } = room.talkDraft;
      return asked(async () => {
        const body = { text, anchor, thread };
        await room.act((calls, id, call) => calls.postTalk({ params: { room: id }, body }, call));
        room.talkDraft.clear();
      });
    },
    answer: message => room.talkDraft.answer(message.id),
    resolve: ({ id: message }, isResolved) =>
      void asked(() =>
        room.act((calls, id, call) => calls.resolveTalk({ params: { room: id, message }, body: { isResolved } }, call))
      ),
    remove: ({ id: message }) =>
      void asked(() => room.act((calls, id, call) => calls.removeTalk({ params: { room: id, message } }, call))),
    goTo: cell => goTo(panel, cell),
    clearDraft: () => room.talkDraft.clear()
  };
}

export function versionActions(front: RoomInFront): VersionActions {
  const { app, room, trans } = front;
  return {
    name: () => void app.commands.execute(RoomCommandIDs.nameVersion),
    rename: version => void rename(version, front),
    compare: version => void asked(() => compareVersion(version, front)),
    restore: version =>
      void (async () => {
        const title = trans.__('Restore “%1”?', titleOf(version, trans));
        const body = trans.__('The notebook becomes what it was, for everybody. What is there now becomes a version.');
        if (await isSure({ title, body, label: trans.__('Restore') })) {
          const params = (id: string): { room: string; version: string } => ({ room: id, version: version.id });
          await asked(() => room.act((calls, id, call) => calls.restoreVersion({ params: params(id) }, call)));
        }
      })(),
    copy: version => void asked(() => copyOut(version, front))
  };
}

async function rename(version: RoomVersion, { room, trans }: RoomInFront): Promise<void> {
  const { value } = await InputDialog.getText({ title: trans.__('Name this version'), text: version.name ?? '' });
  const name = value?.trim().slice(0, LIMITS.versionNameCharacters);
  if (name) {
    const params = (id: string): { room: string; version: string } => ({ room: id, version: version.id });
    await asked(() => room.act((calls, id, call) => calls.nameVersion({ params: params(id), body: { name } }, call)));
  }
}

async function copyOut(version: RoomVersion, { app, room }: RoomInFront): Promise<void> {
  const notebook = await readVersion(version, room);
  await app.commands.execute(RoomCommandIDs.saveRoomCopy, { path: room.path, notebook });
}
