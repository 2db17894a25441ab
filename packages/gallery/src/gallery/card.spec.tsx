// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aCard, aWork } from '@jupyter-atrium/api/testing';
import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { FakeAtrium, OWN_HUB, trans } from '../../test/fakes';
import { fakeBrowser } from '../../test/browser';
import { Covers } from '../covers';
import type { CardProps } from './card';
import { Card } from './card';

fakeBrowser();

function show(fields: Partial<CardProps> = {}): { openWork: jest.Mock; openCopy: jest.Mock; container: HTMLElement } {
  const actions = { openWork: jest.fn(), openCopy: jest.fn(), ownState: () => undefined };
  const { container } = render(
    <Card
      work={aWork()}
      ownHub={OWN_HUB}
      copyFolder={null}
      covers={new Covers(new FakeAtrium())}
      actions={actions}
      trans={trans}
      {...fields}
    />
  );
  return { ...actions, container };
}

describe('Card', () => {
  it('says what, by whom, and when', () => {
    show();

    expect(screen.getByText('Glacier melt from satellite altimetry')).toBeTruthy();
    expect(screen.getByText('A. Rivera, J. Okafor')).toBeTruthy();
    expect(document.querySelector('time')?.getAttribute('datetime')).toBe('2026-11-22T09:00:00.000Z');
  });

  it('says where a foreign work is at home', () => {
    const { container } = show({ work: aWork({ hub: { id: 'coast-hub.example/services/atrium', name: 'Coast' } }) });

    expect(screen.getByText('coast-hub.example')).toBeTruthy();
    expect(container.querySelector('time')).toBeNull();
  });

  it('shows a title as text, whatever is in it', () => {
    const title = '<img src=x onerror=alert(1)>';
    const { container } = show({ work: aWork({ card: aCard({ title }) }) });

    expect(screen.getByText(title)).toBeTruthy();
    expect(container.querySelector('img')).toBeNull();
  });

  it('marks what matched in a snippet', () => {
    const text = 'a <b>robust</b> trend';
    const { container } = show({ snippet: { field: 'prose', path: null, text, marks: [[16, 21]] } });

    expect(Array.from(container.querySelectorAll('mark'), mark => mark.textContent)).toEqual(['trend']);
    expect(container.querySelector('b')).toBeNull();
  });

  it('marks the title itself rather than repeating it', () => {
    const text = 'Glacier melt from satellite altimetry';
    const { container } = show({ snippet: { field: 'names', path: null, text, marks: [[0, 7]] } });

    expect(container.querySelector('mark')?.closest('.jp-Atrium-Card-title')).not.toBeNull();
    expect(container.querySelector('.jp-Atrium-Card-snippet')).toBeNull();
  });

  it('says where the person’s copy is, and leads there', () => {
    const { openCopy } = show({ copyFolder: 'courses/stat101' });

    fireEvent.click(screen.getByRole('button', { name: 'Go to your copy' }));

    expect(screen.getByText('Copy in courses/stat101')).toBeTruthy();
    expect(openCopy).toHaveBeenCalledTimes(1);
  });

  it('opens a copy without opening the page', () => {
    const { openCopy, openWork } = show();

    fireEvent.click(screen.getByRole('button', { name: 'Open a copy' }));

    expect([openCopy.mock.calls.length, openWork.mock.calls.length]).toEqual([1, 0]);
  });

  it('asks Lab for the menu of the card', () => {
    const { container } = show();
    const opened = jest.fn();
    container.addEventListener('contextmenu', opened);

    fireEvent.click(screen.getByRole('button', { name: 'More actions' }));

    expect(opened).toHaveBeenCalledTimes(1);
  });

  it('shows the cover once it has arrived', async () => {
    const getCover = jest.fn(async () => new Uint8Array([1]));
    const work = aWork({ card: aCard({ cover: 'sha256:a' }) });
    const { container } = show({ work, covers: new Covers(new FakeAtrium({ getCover })) });

    await screen.findByText('Glacier melt from satellite altimetry');
    await Promise.resolve();

    expect(getCover).toHaveBeenCalledTimes(1);
    await screen.findByRole('presentation', { hidden: true });
    expect(container.querySelector('img')?.getAttribute('src')).toBe('blob:x');
  });
});
