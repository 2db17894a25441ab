// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import * as React from 'react';
import { aRefusal, trans } from '../../test/fakes';
import { FakeUpdates, STATUS, aConflict, aPlan, anApplied } from '../../test/update-fakes';
import { ReviewModel, type ReviewState } from './review-model';
import { type ReviewActions, ReviewView } from './review-view';

afterEach(cleanup);

function someActions(): ReviewActions {
  const act = (): jest.Mock => jest.fn();
  return {
    ...{ look: act(), select: act(), choose: act(), decide: act(), leaveDeleted: act() },
    ...{ apply: act(), undo: act(), close: act(), open: act() }
  };
}

/** Shows a review that has looked, with what matters changed. */
async function show(patch: Partial<ReviewState> = {}): Promise<ReviewActions> {
  const model = new ReviewModel('stat101', new FakeUpdates());
  await model.look();
  const actions = someActions();
  render(<ReviewView state={{ ...model.state, ...patch }} actions={actions} trans={trans} />);
  return actions;
}

describe('ReviewView', () => {
  it('says first what will happen, and that nothing gets lost', async () => {
    await show();

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Statistics 101: 1.3.0 → 1.4.0');
    expect(screen.getByText('3 fixes to apply, 1 kept yours, 1 to decide. Nothing will be lost.')).toBeTruthy();
    expect(screen.getByText('Corrects the units.')).toBeTruthy();
  });

  it('lists files by what becomes of them', async () => {
    const { select } = await show();
    const files = screen.getByRole('navigation', { name: 'Files in this update' });

    expect(
      within(files)
        .getAllByRole('heading')
        .map(each => each.textContent)
    ).toEqual(['To decide', 'Will change', 'Kept yours']);
    fireEvent.click(within(files).getByText('lab04.ipynb'));
    expect(select).toHaveBeenCalledWith('lab04.ipynb');
  });

  it('shows both sides of what is to decide, with nothing chosen before', async () => {
    const { choose } = await show();
    const conflict = screen.getByRole('article', { name: 'Cell 11, you both changed the same lines, undecided' });

    expect(
      within(conflict)
        .getAllByRole('radio')
        .map(each => each.getAttribute('aria-checked'))
    ).toEqual(['false', 'false', 'false']);
    expect(conflict.textContent).toContain('fit(t, 2)');
    expect(conflict.textContent).toContain('fit(time, 1)');
    fireEvent.click(within(conflict).getByRole('radio', { name: /Theirs/ }));
    expect(choose).toHaveBeenCalledWith('k1', 'theirs');
  });

  it('shows where both began when asked', async () => {
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'Show 1.3.0' }));
    expect(screen.getByText('fit(x)', { selector: 'pre' })).toBeTruthy();
  });

  it('offers to look again when the files changed since', async () => {
    const { look, apply } = await show({ phase: { at: 'ready', error: aRefusal('plan-stale') } });

    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));

    expect([look, apply].map(act => (act as jest.Mock).mock.calls.length)).toEqual([1, 0]);
  });

  it('reports in the past tense, and can be taken back', async () => {
    const status = { ...STATUS, pending: [{ release: aPlan().to, pending: aConflict() }] };
    const { undo, decide } = await show({ status, phase: { at: 'done', applied: anApplied(), error: null } });

    expect(screen.getByText('3 fixes applied, 1 kept yours, 1 to decide, 0 lost.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /^Both/ }));
    expect(decide).toHaveBeenCalledWith(aConflict(), 'both');
    fireEvent.click(screen.getByRole('button', { name: 'Undo the update' }));
    expect(undo).toHaveBeenCalled();
  });

  it('lets what waits of an earlier update be decided', async () => {
    const beside = { id: 'f1', kind: 'file' as const, path: 'plan.xlsx', why: 'beside' as const };
    const pending = { ...beside, other: 'plan.atrium-1.4.0.xlsx', base: null, mine: null, theirs: null };
    const status = { ...STATUS, pending: [{ release: aPlan().to, pending }] };
    const { decide } = await show({
      status,
      plan: null,
      selected: 'plan.xlsx',
      phase: { at: 'deciding', error: null }
    });

    expect(screen.getByText('1 thing of an earlier update waits for you.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Swap/ }));
    expect(decide).toHaveBeenCalledWith(pending, 'theirs');
  });
});
