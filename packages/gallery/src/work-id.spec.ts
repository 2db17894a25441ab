// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hostIn, workIdIn } from './work-id';

const ID = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

describe('workIdIn', () => {
  it.each([
    [ID, ID],
    [`  ${ID.toUpperCase()} `, ID],
    [`https://hub.example/services/atrium/works/${ID}`, ID],
    [`https://hub.example/services/atrium/works/${ID}/v/1.2.0?x#y`, ID],
    [`/services/atrium/works/${ID}`, ID]
  ])('finds the id in %s', (text, id) => {
    expect(workIdIn(text)).toBe(id);
  });

  it.each([
    '',
    'glacier',
    'https://hub.example/',
    `https://hub.example/?q=${ID}`,
    `${ID}x`,
    ID.replace('-7d3e', '-4d3e')
  ])('finds none in “%s”', text => {
    expect(workIdIn(text)).toBeNull();
  });
});

describe('hostIn', () => {
  it('names the host of a web address only', () => {
    expect(['https://coast-hub.example/x', 'javascript:alert(1)', ID].map(hostIn)).toEqual([
      'coast-hub.example',
      null,
      null
    ]);
  });
});
