// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { render, screen } from '@testing-library/react';
import * as React from 'react';
import { aRefusal, trans } from '../../test/fakes';
import { Gone } from './gone';

function show(error: Parameters<typeof aRefusal>, address: string | null = null): HTMLElement {
  render(<Gone error={aRefusal(...error)} address={address} logIn={jest.fn()} retry={jest.fn()} trans={trans} />);
  return screen.getByRole('status');
}

const WITHDRAWN = {
  by: 'A. Rivera',
  category: 'other',
  reason: 'data error.',
  scope: 'retract',
  withdrawnAt: '2026-05-03T10:00:00.000Z'
};

describe('Gone', () => {
  it('says who withdrew a work, when and why', () => {
    expect(show(['work-withdrawn', { detail: WITHDRAWN }]).textContent).toBe(
      'A. Rivera withdrew this work on May 3, 2026: data error. Copies stay yours.'
    );
  });

  it('says of a kind of reason what it means, and the author’s words beside it', () => {
    expect(show(['work-withdrawn', { detail: { ...WITHDRAWN, category: 'error' } }]).textContent).toBe(
      'A. Rivera withdrew this work on May 3, 2026: there is an error in it (data error). Copies stay yours.'
    );
  });

  it('says only the date and the kind of an erased work', () => {
    const detail = { by: null, category: 'privacy', reason: '', scope: 'erase', withdrawnAt: WITHDRAWN.withdrawnAt };
    expect(show(['work-withdrawn', { detail }]).textContent).toBe(
      'This work was erased on May 3, 2026: it told something private. Copies stay yours.'
    );
  });

  it('does not say whether a work exists that may not be seen', () => {
    expect(show(['work-not-found']).textContent?.trim()).toBe('There is no such work here, or you may not see it.');
  });

  it('leads to the hub that a link came from', () => {
    show(['work-not-found'], 'https://coast-hub.example/works/1');

    const link = screen.getByRole<HTMLAnchorElement>('link', { name: 'Look for it at coast-hub.example' });
    expect([link.href, link.rel]).toEqual(['https://coast-hub.example/works/1', 'noopener noreferrer']);
  });

  it('offers another try while the hub does not answer', () => {
    expect(show(['unreachable']).textContent).toBe('The hub does not answer. Try again');
  });
});
