// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, type RunClaim } from '@jupyter-atrium/api';
import { ServiceError } from '../errors.ts';

/** Missing, deleted, or not for the caller: one answer for all. */
export class RoomNotFoundError extends ServiceError {
  override name = 'RoomNotFoundError';
  constructor() {
    super('room-not-found', 'There is no such room, or you are not in it. Ask whoever sent you the link.');
  }
}

export class MemberNotFoundError extends ServiceError {
  override name = 'MemberNotFoundError';
  constructor() {
    super('member-not-found', 'This room has no such member any more. Look at its list of people.');
  }
}

/** A wrong code, an ended link, or no such room: one answer for all. */
export class InvitationNotFoundError extends ServiceError {
  override name = 'InvitationNotFoundError';
  constructor() {
    super('invitation-not-found', 'This invitation has ended or never was. Ask whoever sent it for a new one.');
  }
}

export class MessageNotFoundError extends ServiceError {
  override name = 'MessageNotFoundError';
  constructor() {
    super('message-not-found', 'This message is not there any more.');
  }
}

export class VersionNotFoundError extends ServiceError {
  override name = 'VersionNotFoundError';
  constructor() {
    super('version-not-found', 'This version is not kept any more. Choose one of the list.');
  }
}

export class SessionEndedError extends ServiceError {
  override name = 'SessionEndedError';
  constructor() {
    super('session-ended', 'Your session in this room has ended. Enter it again.');
  }
}

export class LastOwnerError extends ServiceError {
  override name = 'LastOwnerError';
  constructor() {
    super('last-owner', 'A room needs an owner. Make somebody else an owner first.');
  }
}

export class ClientIdTakenError extends ServiceError {
  override name = 'ClientIdTakenError';
  constructor() {
    super('client-id-taken', 'Somebody else writes under this number. Draw another one.');
  }
}

export class RunClaimedError extends ServiceError {
  override name = 'RunClaimedError';
  constructor(claim: RunClaim) {
    super('run-claimed', `This cell is being run by ${claim.by.name}. Run it privately, or take over.`, { claim });
  }
}

export class TooManyRoomsError extends ServiceError {
  override name = 'TooManyRoomsError';
  constructor() {
    super('too-many-rooms', `You have started ${LIMITS.roomsPerPerson} rooms. Delete one you no longer need.`);
  }
}

export class TooManyMembersError extends ServiceError {
  override name = 'TooManyMembersError';
  constructor() {
    super('too-many-members', `A room has at most ${LIMITS.roomMembers} members. Name a group instead.`);
  }
}

export class TooManyInvitationsError extends ServiceError {
  override name = 'TooManyInvitationsError';
  constructor() {
    super('too-many-invitations', `A room has at most ${LIMITS.invitationsPerRoom} links. End one first.`);
  }
}

export class TooManyMessagesError extends ServiceError {
  override name = 'TooManyMessagesError';
  constructor() {
    super('too-many-messages', `A room keeps at most ${LIMITS.talkMessages} messages.`);
  }
}

export class UnfitNotebookError extends ServiceError {
  override name = 'UnfitNotebookError';
  constructor(reason: 'bad-content' | 'too-large', words: string) {
    super(reason, words);
  }
}
