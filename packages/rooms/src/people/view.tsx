// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomMember, RoomRole } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import type { Peer } from '../room/presence';
import { Face } from './face';
import { colorOf, initialsOf } from './people';
import { roleWords } from './role-words';

export type PeopleActions = {
  follow: (person: string) => void;
  stopFollowing: () => void;
  goTo: (cell: string) => void;
  setRole: (member: RoomMember, role: RoomRole) => void;
  remove: (member: RoomMember) => void;
  invite: () => void;
  leave: () => void;
};

export type PeopleProps = {
  me: { id: string; name: string; role: RoomRole; color: string } | null;
  /** Who is here, each once. */
  here: readonly Peer[];
  members: readonly RoomMember[];
  /** Numbers of cells by their ids, from 1. */
  cellNumber: (cell: string) => number | null;
  following: string | null;
  actions: PeopleActions;
  trans: TranslationBundle;
};

/** Who is in a room, who may come, and what they may do. */
export function PeopleView(props: PeopleProps): JSX.Element {
  const { me, here, members, actions, trans } = props;
  const isOwner = me?.role === 'owner';
  const present = new Set([me?.id, ...here.map(({ id }) => id)]);
  const away = members.filter(({ person }) => person === null || !present.has(person));
  return (
    <div className="jp-Atrium-People">
      <ul>
        {me && <MeRow {...props} me={me} />}
        {here
          .filter(({ id }) => id !== me?.id)
          .map(peer => (
            <PeerRow key={peer.id} {...props} peer={peer} isOwner={isOwner} />
          ))}
        {away.map(member => (
          <li key={member.id} className="jp-Atrium-Person jp-mod-away">
            <Face name={member.name} initials={initialsOf(member.name)} color={colorOf(member.person ?? member.id)} />
            <div className="jp-Atrium-Person-text">
              <bdi dir="auto">{member.name}</bdi>
              <span className="jp-Atrium-meta">
                {member.kind === 'group'
                  ? trans.__('Group · %1', roleWords(member.role, trans))
                  : trans.__('%1 · not here', roleWords(member.role, trans))}
              </span>
            </div>
            {isOwner && <MemberMenu member={member} actions={actions} trans={trans} />}
          </li>
        ))}
      </ul>
      <div className="jp-Atrium-People-actions">
        {isOwner && (
          <button className="jp-Atrium-button" onClick={actions.invite}>
            {trans.__('Invite…')}
          </button>
        )}
        <button className="jp-Atrium-button jp-mod-flat" onClick={actions.leave}>
          {trans.__('Leave room…')}
        </button>
      </div>
    </div>
  );
}

function MeRow({ me, trans }: PeopleProps & { me: NonNullable<PeopleProps['me']> }): JSX.Element {
  return (
    <li className="jp-Atrium-Person">
      <Face name={me.name} initials={initialsOf(me.name)} color={me.color} />
      <div className="jp-Atrium-Person-text">
        <bdi dir="auto">{trans.__('%1 (you)', me.name)}</bdi>
        <span className="jp-Atrium-meta">{roleWords(me.role, trans)}</span>
      </div>
    </li>
  );
}

function PeerRow(props: PeopleProps & { peer: Peer; isOwner: boolean }): JSX.Element {
  const { peer, isOwner, members, following, cellNumber, actions, trans } = props;
  const member = members.find(({ person }) => person === peer.id);
  const number = peer.cell === null ? null : cellNumber(peer.cell);
  const isFollowed = following === peer.id;
  const { cell } = peer;
  return (
    <li className="jp-Atrium-Person">
      <Face {...peer} />
      <div className="jp-Atrium-Person-text">
        <bdi dir="auto">{peer.name}</bdi>
        <span className="jp-Atrium-meta">
          {roleWords(peer.role, trans)}
          {number !== null && cell !== null && (
            <>
              {' · '}
              <button className="jp-Atrium-link" onClick={() => actions.goTo(cell)}>
                {trans.__('cell %1', number)}
              </button>
            </>
          )}
        </span>
      </div>
      <button
        className="jp-Atrium-button jp-mod-small"
        aria-pressed={isFollowed}
        onClick={() => (isFollowed ? actions.stopFollowing() : actions.follow(peer.id))}
      >
        {isFollowed ? trans.__('Following') : trans.__('Follow')}
      </button>
      {isOwner && member && <MemberMenu member={member} actions={actions} trans={trans} />}
    </li>
  );
}

function MemberMenu(props: { member: RoomMember; actions: PeopleActions; trans: TranslationBundle }): JSX.Element {
  const { member, actions, trans } = props;
  const roles: readonly RoomRole[] =
    member.kind === 'group' ? ['editor', 'commenter', 'viewer'] : ['owner', 'editor', 'commenter', 'viewer'];
  return (
    <select
      className="jp-Atrium-Person-role"
      aria-label={trans.__('Role of %1', member.name)}
      value={member.role}
      onChange={event => {
        const { value } = event.target;
        if (value === 'remove') {
          actions.remove(member);
        } else {
          actions.setRole(member, value as RoomRole);
        }
      }}
    >
      {roles.map(role => (
        <option key={role} value={role}>
          {roleWords(role, trans)}
        </option>
      ))}
      <option value="remove">{trans.__('Remove…')}</option>
    </select>
  );
}
