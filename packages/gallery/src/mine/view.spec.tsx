// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import type { Draft } from '@jupyter-atrium/api';
import { fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { fakeBrowser } from '../../test/browser';
import { FakeAtrium, aRefusal, trans } from '../../test/fakes';
import { Covers } from '../covers';
import type { Copy } from './model';
import type { MineViewProps } from './view';
import { MineView } from './view';

fakeBrowser();

const WORK = aWork();
const DRAFT: Draft = {
  id: 'd',
  work: null,
  title: 'Penguins',
  source: 'penguins',
  state: 'open',
  base: null,
  received: 64,
  total: 100,
  sealed: null,
  createdAt: WORK.createdAt,
  expiresAt: WORK.createdAt
};

function aCopy(fields: Partial<Copy> = {}, manifest = WORK.manifest): Copy {
  const { url: work } = WORK;
  const local = {
    copy: 'c',
    folder: 'courses/stat101',
    work,
    title: 'Stat',
    label: '1.1.0',
    manifest,
    toDecide: 0,
    openedAt: 1
  };
  return { local, newest: aNewest(), ...fields };
}

function show(fields: Partial<MineViewProps>): MineViewProps {
  const props: MineViewProps = {
    copies: [],
    published: [],
    drafts: [],
    error: null,
    copiesError: null,
    covers: new Covers(new FakeAtrium()),
    actions: {
      ownState: work => work.state,
      openWork: jest.fn(),
      goToCopy: jest.fn(),
      review: jest.fn(),
      continueDraft: jest.fn()
    },
    retry: jest.fn(),
    copyDetails: jest.fn(),
    trans,
    ...fields
  };
  render(<MineView {...props} />);
  return props;
}

describe('MineView', () => {
  it('says what will appear here', () => {
    show({});

    expect(screen.getByText('Nothing of yours here yet.')).toBeTruthy();
  });

  it.each([
    ['up to date', aCopy(), 'courses/stat101 · up to date'],
    ['behind', aCopy({}, aDigest('f')), 'courses/stat101 · 1.1.0, newest is 1.2.0'],
    [
      'withdrawn',
      aCopy({ newest: aNewest({ state: 'retracted', manifest: null }) }),
      'courses/stat101 · withdrawn by its author'
    ],
    ['waiting for a decision', aCopy({ local: { ...aCopy().local, toDecide: 2 } }), 'courses/stat101 · 2 to decide'],
    ['of unknown state', aCopy({ newest: null }), 'courses/stat101']
  ])('says of a copy that it is %s', (_, copy, words) => {
    show({ copies: [copy] });

    expect(document.querySelector('.jp-Atrium-Card-meta')?.textContent).toBe(words);
  });

  it('says of a published work who may see it and how often it was opened', () => {
    show({ published: [aWork({ audience: 'network', copies: 1200 })] });

    expect(screen.getByText('1.2.0 · Network · 1,200 copies')).toBeTruthy();
  });

  it('says where publishing stopped, and goes on', () => {
    const { actions } = show({ drafts: [DRAFT] });

    fireEvent.click(screen.getByRole('button', { name: 'Continue' }));

    expect(screen.getByText(/Publishing stopped at 64 %\./)).toBeTruthy();
    expect(actions.continueDraft).toHaveBeenCalledWith(DRAFT);
  });

  it('opens the page of a copy’s work by Enter and goes to the copy by Shift Enter', () => {
    const { actions } = show({ copies: [aCopy()] });
    const card = screen.getByRole('article');

    fireEvent.keyDown(card, { key: 'Enter' });
    fireEvent.keyDown(card, { key: 'Enter', shiftKey: true });

    expect(actions.openWork).toHaveBeenCalledWith(WORK.url);
    expect(actions.goToCopy).toHaveBeenCalledTimes(1);
  });

  it('keeps works readable when copies cannot be looked for', () => {
    show({ copies: null, copiesError: aRefusal('not-set-up'), published: [WORK] });

    expect(screen.getByText(/No: not-set-up/)).toBeTruthy();
    expect(screen.getByText(WORK.card.title)).toBeTruthy();
  });
});
