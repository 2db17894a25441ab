// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import type { LossReason } from '../live/connection';
import type { OpenRoom } from '../room/open-room';
import type { Aside } from '../room/set-aside';

/** What stands over the notebook of a room. */
export type Bar = {
  readonly level: 'error' | 'warning' | 'note';
  readonly title: string;
  readonly text: string;
  readonly actions: readonly {
    readonly id: 'save-copy' | 'save-aside' | 'discard';
    readonly label: string;
    readonly isPrimary?: boolean;
  }[];
};

type Situation = {
  room: Pick<OpenRoom, 'light' | 'isReadOnly' | 'isClosed' | 'role' | 'title' | 'side'>;
  aside: Aside | null;
  isLongOffline: boolean;
  trans: TranslationBundle;
};

/** The gravest thing there is to say; null: nothing. */
export function barOf(situation: Situation): Bar | null {
  const { room, aside, isLongOffline, trans } = situation;
  const { light } = room;
  const saveCopy = { id: 'save-copy', label: trans.__('Save a copy to my files') } as const;
  if (aside) {
    return {
      level: 'error',
      title: trans.__('Some of your edits could not join the room.'),
      text: `${whyAside(aside.reason, trans)} ${trans.__('They are safe in this browser.')}`,
      actions: [
        { id: 'save-aside', label: saveCopy.label, isPrimary: true },
        { id: 'discard', label: trans.__('Discard…') }
      ]
    };
  }
  if (light.state === 'ended') {
    const title = trans.__('You are no member of this room any more.');
    return { level: 'error', title, text: trans.__('You can save what you see.'), actions: [saveCopy] };
  }
  if (light.state === 'problem') {
    return { level: 'error', title: trans.__('The room cannot be entered.'), text: light.message, actions: [] };
  }
  if (light.state === 'offline' && isLongOffline) {
    return {
      level: 'warning',
      title: trans.__('The hub does not answer.'),
      text: trans.__('Go on working: edits are kept here. Others do not see them yet.'),
      actions: []
    };
  }
  return light.state === 'entering'
    ? { level: 'note', title: trans.__('Entering…'), text: '', actions: [] }
    : readOnlyBar(situation);
}

function readOnlyBar({ room, trans }: Situation): Bar | null {
  const actions = [{ id: 'save-copy', label: trans.__('Save a copy to my files') }] as const;
  if (room.isClosed) {
    const text = trans.__('You can read it and save a copy.');
    return { level: 'note', title: trans.__('This room is closed.'), text, actions };
  }
  if (!room.isReadOnly) {
    return null;
  }
  const owner = room.side.members.find(({ role }) => role === 'owner')?.name;
  return {
    level: 'note',
    title:
      room.role === 'commenter'
        ? trans.__('You can read, talk and run privately here.')
        : trans.__('You can read and run privately here.'),
    text: owner ? trans.__('%1, the owner, can give you more.', owner) : '',
    actions
  };
}

function whyAside(reason: LossReason, trans: TranslationBundle): string {
  switch (reason) {
    case 'epoch':
      return trans.__('The room was restored from a backup.');
    case 'role':
      return trans.__('Your role changed meanwhile.');
    case 'too-large':
      return trans.__('They were too large at once.');
    case 'full':
      return trans.__('The room is full.');
    case 'refused':
    case 'client-id':
      return trans.__('The hub did not take them.');
  }
}
