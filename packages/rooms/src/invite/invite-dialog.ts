// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader, Room } from '@jupyter-atrium/api';
import { Clipboard, Dialog, Notification, showDialog } from '@jupyterlab/apputils';
import { isProblem } from '../calls';
import type { ICommandOptions } from '../commands/options';
import { InviteForm, type Invitees, LINK } from './invite-form';

/** Asks whom to invite to a room, and invites them. */
export async function inviteTo(room: Room, options: ICommandOptions): Promise<void> {
  const { trans } = options;
  const value = await ask(options, {
    title: trans.__('Invite to %1', room.title),
    note: '',
    label: trans.__('Invite')
  });
  if (value) {
    await tell(() => invite(room, value, options));
  }
}

/** Shows the dialog; null: it was cancelled. */
export async function ask(
  { atrium, trans }: ICommandOptions,
  words: { title: string; note: string; label: string }
): Promise<Invitees | null> {
  const find = (q: string): Promise<Reader[]> =>
    atrium.client.findReaders({ query: { q } }).then(
      ({ readers }) => readers,
      () => []
    );
  const { button, value } = await showDialog({
    title: words.title,
    body: new InviteForm({ note: words.note, find, trans }),
    buttons: [Dialog.cancelButton(), Dialog.okButton({ label: words.label })],
    focusNodeSelector: 'input'
  });
  return button.accept ? value : null;
}

/** Makes people members, and a link if one is wanted. */
export async function invite(room: Room, value: Invitees, options: ICommandOptions): Promise<void> {
  const { shared } = options;
  const params = { room: room.id };
  if (value.readers.length > 0) {
    const body = { invite: [...value.readers], role: value.role };
    shared.rooms.take(await shared.rooms.calls.inviteToRoom({ params, body }));
  }
  if (value.withLink) {
    await makeLink(room, value, options);
  }
}

/** Makes a link and offers to copy it: it is not shown again. */
export async function makeLink(room: Room, { role }: Pick<Invitees, 'role'>, options: ICommandOptions): Promise<void> {
  const { shared, trans } = options;
  const { link } = await shared.rooms.calls.makeInvitation({ params: { room: room.id }, body: { role, ...LINK } });
  Notification.info(trans.__('A link to %1 was made. It is not shown again.', room.title), {
    autoClose: false,
    actions: [{ label: trans.__('Copy link'), callback: () => Clipboard.copyToSystem(link) }]
  });
}

/** Does something the person asked for, and says why if it is refused. */
export async function tell(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isProblem(error)) {
      throw error;
    }
    Notification.error(error.message);
  }
}
