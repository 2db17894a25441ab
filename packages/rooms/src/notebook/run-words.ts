// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { formatAge } from '@jupyter-atrium/connection';
import type { OpenRoom } from '../room/open-room';
import type { ShownOutputs } from '../runs/shown-outputs';

/** What is said of a cell's outputs, and what can be done. */
export type Note = {
  readonly text: string;
  readonly isPrivate: boolean;
  readonly actions: readonly { readonly label: string; readonly act: () => void }[];
};

/** Null: own outputs that everybody sees, or nothing to say. */
export function noteOf(shown: ShownOutputs, room: OpenRoom, trans: TranslationBundle): Note | null {
  if (shown.state === 'private') {
    return privateNote(shown, room, trans);
  }
  const claim = room.side.run(shown.cell);
  if (!claim || shown.state !== 'following' || !shown.hasOutputs) {
    return null;
  }
  const isMe = claim.by.id === room.me?.id;
  if (claim.endedAt === null && !isMe) {
    return { text: trans.__('Being run by %1.', claim.by.name), isPrivate: false, actions: [] };
  }
  const age = formatAge(claim.startedAt, trans);
  const text = isMe
    ? trans.__('You ran this on %1, %2.', claim.kernel, age)
    : trans.__('%1 ran this on %2, %3.', claim.by.name, claim.kernel, age);
  return { text, isPrivate: false, actions: [] };
}

function privateNote(shown: ShownOutputs, room: OpenRoom, trans: TranslationBundle): Note {
  const discard = { label: trans.__('Discard'), act: () => shown.follow() };
  const publish = {
    label: shown.holder ? trans.__('Take over') : trans.__('Publish it'),
    act: () => void shown.takeOver()
  };
  return {
    text: shown.holder
      ? trans.__('Private run: only you see this output. %1 is running this cell.', shown.holder.by.name)
      : trans.__('Private run: only you see this output.'),
    isPrivate: true,
    actions: room.canPublish ? [publish, discard] : [discard]
  };
}
