// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Commands of this package. */
export const RoomCommandIDs = {
  closeRoom: 'atrium:close-room',
  inviteToRoom: 'atrium:invite-to-room',
  joinRoom: 'atrium:join-room',
  nameVersion: 'atrium:name-version',
  openRoom: 'atrium:open-room',
  saveRoomCopy: 'atrium:save-room-copy',
  showRoom: 'atrium:show-room',
  startRoom: 'atrium:start-room',
  stopFollowing: 'atrium:stop-following',
  talkAboutCell: 'atrium:talk-about-cell'
} as const;
