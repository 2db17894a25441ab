// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { aRefusal, trans } from '../../test/fakes';
import { aConflict } from '../../test/update-fakes';
import { type DecisionProps, DecisionView } from './decision-view';

afterEach(cleanup);

function show(patch: Partial<DecisionProps> = {}): { decide: jest.Mock; takeBack: jest.Mock } {
  const acts = { decide: jest.fn(), takeBack: jest.fn() };
  const props: DecisionProps = {
    ...acts,
    question: aConflict(),
    state: { at: 'asking', error: null },
    label: '1.4.0',
    takesFocus: false,
    lines: (before, after) => [
      { state: 'removed', text: before, marks: [] },
      { state: 'added', text: after, marks: [] }
    ],
    trans
  };
  render(<DecisionView {...props} {...patch} />);
  return acts;
}

const choices = (): (string | null)[] =>
  Array.from(screen.getByRole('group', { name: 'What is to stand here' }).querySelectorAll('button')).map(
    button => button.textContent
  );

describe('DecisionView', () => {
  it('shows theirs against mine, and takes a choice', () => {
    const { decide } = show();

    expect(screen.getByText('Release 1.4.0 has another version of this cell')).toBeTruthy();
    expect(screen.getByText('1 line differs')).toBeTruthy();
    expect(document.body.textContent).toContain('fit(time, 1)');
    fireEvent.click(screen.getByRole('button', { name: 'Theirs' }));
    expect(decide).toHaveBeenCalledWith('theirs');
  });

  it('shows mine beside theirs when asked', () => {
    show();

    fireEvent.click(screen.getByRole('button', { name: 'Show mine beside it' }));

    expect(screen.getAllByRole('heading').map(each => each.textContent)).toEqual(['Mine', 'Theirs 1.4.0']);
  });

  it.each([
    [
      'a cell that the release deleted',
      aConflict({ why: 'theirs-deleted', theirs: null }),
      'Theirs deletes this cell.'
    ],
    [
      'a cell that is deleted here',
      aConflict({ why: 'mine-deleted', mine: null }),
      'Theirs brings it back as the release has it.'
    ]
  ])('offers two ways, not three, for %s', (_, question, hint) => {
    show({ question });

    expect(choices()).toEqual(['Mine', 'Theirs']);
    expect(screen.getByText(hint)).toBeTruthy();
  });

  it('takes no second choice while the first is carried out', () => {
    const { decide } = show({ state: { at: 'deciding' } });

    fireEvent.click(screen.getByRole('button', { name: 'Both' }));

    expect(decide).not.toHaveBeenCalled();
  });

  it('says what was done, keeps focus, and can be taken back', () => {
    const { takeBack } = show({ state: { at: 'decided', choice: 'theirs' }, takesFocus: true });

    expect(screen.getByRole('status').textContent).toBe('Took theirs.Undo');
    expect(document.activeElement?.textContent).toBe('Undo');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(takeBack).toHaveBeenCalled();
  });

  it('says why a choice was refused', () => {
    show({ state: { at: 'asking', error: aRefusal('copy-busy', { message: 'Another program is at it.' }) } });

    expect(screen.getByRole('alert').textContent).toBe('Another program is at it.');
  });
});
