// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { onEachEngine } from './engines';
import { enter, listen, startRoom, until } from './room';
import type { TestService } from './service';
import { startService } from './service';

onEachEngine(makeDatabase => {
  let test: TestService;
  let address: string;
  beforeEach(async () => {
    test = await startService({ makeDatabase });
    address = await listen(test);
  });
  afterEach(() => test.stop());

  it('shows two people one notebook, and what each of them types', async () => {
    const [alice, bob] = [test.as('alice'), test.as('bob')];
    const room = await startRoom(alice, 'a = 1', 'b = 2');
    await alice.inviteToRoom({
      params: { room: room.id },
      body: { invite: [{ kind: 'person', name: 'bob' }], role: 'editor' }
    });
    const first = await enter(address, alice, room.id);
    const second = await enter(address, bob, room.id);
    expect([first.source(0), second.source(1)]).toEqual(['a = 1', 'b = 2']);
    first.type(0, '+1');
    second.type(0, '+2');
    await Promise.all([first.saved(), second.saved()]);
    await until(first.doc, () => first.source(0).includes('+2'));
    await until(second.doc, () => second.source(0).includes('+1'));
    expect(first.source(0)).toBe(second.source(0));
    first.leave();
    second.leave();
  });
});
