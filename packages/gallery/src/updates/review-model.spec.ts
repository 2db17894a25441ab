// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Plan } from '@jupyter-atrium/api';
import { aRefusal, aPending } from '../../test/fakes';
import { FakeUpdates, NEWEST, STATUS, aConflict, aPlan, aReport } from '../../test/update-fakes';
import { ReviewModel, pendingOf } from './review-model';

describe('ReviewModel', () => {
  it('plans the update, and compares the first file with something to decide', async () => {
    const updates = new FakeUpdates();
    const model = new ReviewModel('stat101', updates);

    await model.look();

    expect(model.state).toMatchObject({ phase: { at: 'ready', error: null }, selected: 'lab03.ipynb' });
    expect(updates.compare.mock.calls.map(([, , path]) => path)).toEqual(['lab03.ipynb']);
  });

  it.each([
    ['current', { ...NEWEST, manifest: STATUS.release.manifest }],
    ['withdrawn', { ...NEWEST, state: 'retracted' as const, manifest: null }],
    ['hidden', null]
  ])('says that nothing comes: %s', async (why, newest) => {
    const updates = new FakeUpdates();
    updates.newest.mockResolvedValue(newest);
    const model = new ReviewModel('stat101', updates);

    await model.look();

    expect(model.state.phase).toEqual({ at: 'idle', why });
    expect(updates.plan).not.toHaveBeenCalled();
  });

  it('plans again with each choice, and takes a choice back when it is made twice', async () => {
    const updates = new FakeUpdates();
    const model = new ReviewModel('stat101', updates);
    await model.look();

    await model.choose('k1', 'theirs');
    await model.choose('k1', 'theirs');

    expect(updates.plan.mock.calls.map(([, { choices }]) => choices)).toEqual([{}, { k1: 'theirs' }, {}]);
  });

  it('shows only the newest of two plans, whichever comes first', async () => {
    const updates = new FakeUpdates();
    const model = new ReviewModel('stat101', updates);
    await model.look();
    const slow = aPending<Plan>();
    updates.plan.mockReturnValueOnce(slow.promise).mockResolvedValueOnce(aPlan({ id: 'newer' }));

    const first = model.choose('k1', 'mine');
    await model.choose('k1', 'both');
    slow.resolve(aPlan({ id: 'older' }));
    await first;

    expect(model.state.plan?.id).toBe('newer');
  });

  it('applies the plan that was shown, and takes it back', async () => {
    const updates = new FakeUpdates();
    const model = new ReviewModel('stat101', updates);
    await model.look();

    await model.apply();
    expect(updates.apply.mock.calls.map(([, , plan]) => plan.id)).toEqual(['p1']);
    expect(model.state.phase.at).toBe('done');

    await model.undo();
    expect(model.state.phase).toEqual({ at: 'undone', label: '1.3.0' });
  });

  it('applies no plan that lacks the last choice', async () => {
    const updates = new FakeUpdates();
    const model = new ReviewModel('stat101', updates);
    await model.look();
    const slow = aPending<Plan>();
    updates.plan.mockReturnValueOnce(slow.promise);

    void model.choose('k1', 'both');
    const applied = model.apply();
    slow.resolve(aPlan({ id: 'with both' }));
    await applied;

    expect(updates.apply.mock.calls.map(([, { choices }, plan]) => [choices, plan.id])).toEqual([
      [{ k1: 'both' }, 'with both']
    ]);
  });

  it('keeps the review when applying is refused, and says why', async () => {
    const updates = new FakeUpdates();
    updates.apply.mockRejectedValueOnce(aRefusal('plan-stale'));
    const model = new ReviewModel('stat101', updates);
    await model.look();

    await model.apply();

    expect(model.state.phase).toMatchObject({ at: 'ready', error: { code: 'plan-stale' } });
    expect(model.state.plan?.report).toEqual(aReport());
  });

  it('says why it cannot look, and can look again', async () => {
    const updates = new FakeUpdates();
    updates.status.mockRejectedValueOnce(aRefusal('copy-damaged'));
    const model = new ReviewModel('stat101', updates);

    await model.look();
    expect(model.state.phase).toMatchObject({ at: 'failed', error: { code: 'copy-damaged' } });

    await model.look();
    expect(model.state.phase.at).toBe('ready');
  });

  it('shows what waits of an earlier update, and carries out what is decided', async () => {
    const updates = new FakeUpdates();
    const waiting = { ...STATUS, pending: [{ release: aPlan().to, pending: aConflict() }] };
    updates.newest.mockResolvedValue({ ...NEWEST, manifest: STATUS.release.manifest });
    updates.status.mockResolvedValue(waiting);
    const model = new ReviewModel('stat101', updates);
    await model.look();
    expect(model.state).toMatchObject({ phase: { at: 'deciding' }, selected: 'lab03.ipynb' });

    await model.decide(aConflict(), 'theirs');

    expect(updates.decide).toHaveBeenCalledWith('stat101', aConflict(), 'theirs');
    expect(pendingOf(model.state)).toEqual([]);
  });
});
