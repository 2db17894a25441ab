// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Peer } from '../room/presence';

/** One page for each person: the one that says where they are. */
export function onePerPerson(peers: readonly Peer[]): Peer[] {
  const people = new Map<string, Peer>();
  for (const peer of peers) {
    const known = people.get(peer.id);
    if (!known || (known.cell === null && peer.cell !== null)) {
      people.set(peer.id, peer);
    }
  }
  return [...people.values()];
}

/** The first letters of a name, for where the hub has given none. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s.]+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map(word => word?.[0]?.toUpperCase() ?? '').join('');
}

/** A colour for somebody who is not in the room that this page has open; in a room the hub gives one. */
export function colorOf(id: string): string {
  const sum = [...id].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return `var(--jp-collaborator-color${(sum % 7) + 1})`;
}
