// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NotAllowedError } from '../../errors.ts';
import { fingerprintOf } from '../../log/format/index.ts';
import { turnOn } from '../../log/generations.ts';
import { act } from '../page.ts';
import { PAGES } from '../table.ts';
import { networkView } from './network.ts';
import { addressOf, endOf, readForm, targetOf, type TurnOnForm } from './subject.ts';

/** Turns the network on. */
export const turnOnNetwork = act(PAGES.turnOnNetwork, {
  find: async ({ stores, form, ports }) => {
    const address = addressOf(ports.config);
    if ('fault' in address) {
      throw new NotAllowedError(address.fault);
    }
    const thing = readForm(form);
    const isOn = (await stores.entries.head()) !== null;
    return {
      ...targetOf(thing.recovery?.text ?? '', thing.end),
      ...(isOn ? { version: 'on' } : {}),
      back: 'network',
      thing
    };
  },
  fault: faultOf,
  refuse: async (call, _, sentence) => networkView(call, sentence),
  run: async ({ stores, ports }, { recovery }) => {
    if (!recovery) {
      throw new NotAllowedError('This form has no recovery key. Open the page again.');
    }
    const vkey = await turnOn(ports, stores, recovery);
    ports.hubLog.wake();
    return { next: 'network', object: vkey.name, detail: { key: fingerprintOf(vkey) } };
  }
});

function faultOf({ recovery, end, typed }: TurnOnForm): string | null {
  return recovery && endOf(typed, recovery.text) === end
    ? null
    : 'These are not the last four letters of the recovery key, so nothing was turned on. Below is another key: print this one, and throw the other away.';
}
