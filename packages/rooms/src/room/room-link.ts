// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const ROOM = /\/rooms\/([0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\/?(?:[?#]|$)/i;
const CODE = /#invite=([0-9A-Za-z_-]{22})$/;

/** Takes a room's id, and the code of an invitation if there is one, out of an address; null: it names no room. */
export function parseRoomLink(address: string): { room: string; code: string | null } | null {
  const text = address.trim();
  const room = ROOM.exec(text)?.[1];
  return room === undefined ? null : { room: room.toLowerCase(), code: CODE.exec(text)?.[1] ?? null };
}
