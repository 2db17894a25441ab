// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseRoomLink } from './room-link';

const ID = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

describe('parseRoomLink', () => {
  it.each([
    [`https://hub.example/services/atrium/rooms/${ID}`, null],
    [` https://hub.example/services/atrium/rooms/${ID}#invite=abcdefghijklmnopqrstuv `, 'abcdefghijklmnopqrstuv'],
    [`https://hub.example/services/atrium/rooms/${ID}/`, null],
    [`https://hub.example/services/atrium/rooms/${ID}#invite=short`, null]
  ])('reads %s', (link, code) => {
    expect(parseRoomLink(link)).toEqual({ room: ID, code });
  });

  it.each(['', 'https://hub.example/', `https://hub.example/works/${ID}`, 'https://hub.example/rooms/1'])(
    'finds no room in “%s”',
    link => {
      expect(parseRoomLink(link)).toBeNull();
    }
  );
});
