// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Room } from '@jupyter-atrium/api';
import { formatAge, formatTime, roomIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { Face } from '../people/face';
import { colorOf, initialsOf } from '../people/people';
import { roleWords } from '../people/role-words';

export type RoomListActions = {
  start: (() => void) | null;
  joinByLink: () => void;
  open: (room: Room) => void;
  decline: (room: Room) => void;
  bringBack: (room: Room) => void;
  retry: () => void;
};

export type RoomListProps = {
  rooms: readonly Room[] | null;
  error: string | null;
  actions: RoomListActions;
  trans: TranslationBundle;
};

/** Rooms a person is in or invited to: those where somebody is now first. */
export function RoomListView({ rooms, error, actions, trans }: RoomListProps): JSX.Element {
  const parts = sorted(rooms ?? []);
  return (
    <>
      <div className="jp-Atrium-RoomList-head">
        <button
          className="jp-Atrium-button"
          onClick={actions.start ?? undefined}
          aria-disabled={actions.start === null}
          title={actions.start ? undefined : trans.__('Open or select a notebook first')}
        >
          <roomIcon.react tag="span" width="16px" />
          {trans.__('Start a room…')}
        </button>
        <button className="jp-Atrium-button jp-mod-flat" onClick={actions.joinByLink}>
          {trans.__('Join by link…')}
        </button>
      </div>
      {error !== null && (
        <p className="jp-Atrium-RoomList-note" role="alert">
          {error}{' '}
          <button className="jp-Atrium-link" onClick={actions.retry}>
            {trans.__('Try again')}
          </button>
        </p>
      )}
      {rooms?.length === 0 && error === null && (
        <p className="jp-Atrium-RoomList-note">{trans.__('No rooms yet. Start one on any notebook.')}</p>
      )}
      <Part title={trans.__('Invitations')} rooms={parts.invited} actions={actions} trans={trans} />
      <Part title={trans.__('Live now')} rooms={parts.live} actions={actions} trans={trans} />
      <Part title={trans.__('My rooms')} rooms={parts.quiet} actions={actions} trans={trans} />
      <Part title={trans.__('Deleted')} rooms={parts.deleted} actions={actions} trans={trans} />
    </>
  );
}

type Parts = Record<'invited' | 'live' | 'quiet' | 'deleted', Room[]>;

function sorted(rooms: readonly Room[]): Parts {
  const parts: Parts = { invited: [], live: [], quiet: [], deleted: [] };
  for (const room of rooms) {
    if (room.state === 'deleted') {
      parts.deleted.push(room);
    } else if (!room.hasJoined) {
      parts.invited.push(room);
    } else {
      parts[room.here.length > 0 ? 'live' : 'quiet'].push(room);
    }
  }
  return parts;
}

function Part(props: {
  title: string;
  rooms: readonly Room[];
  actions: RoomListActions;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { title, rooms, actions, trans } = props;
  return rooms.length === 0 ? null : (
    <section aria-label={title}>
      <h3 className="jp-Atrium-RoomList-title">{title}</h3>
      <ul>
        {rooms.map(room => (
          <RoomItem key={room.id} room={room} actions={actions} trans={trans} />
        ))}
      </ul>
    </section>
  );
}

function RoomItem({
  room,
  actions,
  trans
}: {
  room: Room;
  actions: RoomListActions;
  trans: TranslationBundle;
}): JSX.Element {
  const isInvited = !room.hasJoined && room.state !== 'deleted';
  const isDeleted = room.state === 'deleted';
  const open = (): void => actions.open(room);
  return (
    <li className="jp-Atrium-RoomItem" data-room={room.id}>
      <button className="jp-Atrium-RoomItem-open" onClick={isDeleted ? undefined : open} aria-disabled={isDeleted}>
        <bdi className="jp-Atrium-RoomItem-title" dir="auto">
          {room.title}
        </bdi>
        <span className="jp-Atrium-meta" title={formatTime(room.updatedAt)}>
          {metaOf(room, trans)}
        </span>
      </button>
      <span className="jp-Atrium-RoomItem-faces">
        {room.here.slice(0, 3).map(({ id, name }) => (
          <Face key={id} name={name} initials={initialsOf(name)} color={colorOf(id)} />
        ))}
      </span>
      {isInvited && (
        <span className="jp-Atrium-RoomItem-actions">
          <button className="jp-Atrium-button jp-mod-small" onClick={open}>
            {trans.__('Join')}
          </button>
          <button className="jp-Atrium-button jp-mod-small jp-mod-flat" onClick={() => actions.decline(room)}>
            {trans.__('Decline')}
          </button>
        </span>
      )}
      {isDeleted && room.role === 'owner' && (
        <button className="jp-Atrium-button jp-mod-small" onClick={() => actions.bringBack(room)}>
          {trans.__('Bring back')}
        </button>
      )}
    </li>
  );
}

function metaOf(room: Room, trans: TranslationBundle): string {
  if (!room.hasJoined) {
    return trans.__('%1 invites you · %2', room.startedBy.name, roleWords(room.role, trans));
  }
  const state = room.state === 'closed' ? trans.__('closed') : formatAge(room.updatedAt, trans);
  return `${roleWords(room.role, trans)} · ${state}`;
}
