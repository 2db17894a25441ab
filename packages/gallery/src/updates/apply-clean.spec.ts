// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { FakeUpdates, STATUS, aConflict, aPlan, aReport, anApplied } from '../../test/update-fakes';
import { applyClean } from './apply-clean';

describe('applyClean', () => {
  it('updates at once where nothing is to decide', async () => {
    const updates = new FakeUpdates();
    updates.plan.mockResolvedValue(aPlan({ report: aReport({ pending: [] }) }));

    expect(await applyClean(updates, 'stat101')).toEqual(anApplied());
  });

  it('changes nothing where something is to decide', async () => {
    const updates = new FakeUpdates();

    expect(await applyClean(updates, 'stat101')).toBeNull();
    expect(updates.apply).not.toHaveBeenCalled();
  });

  it('is not held up by what waits since an earlier update', async () => {
    const updates = new FakeUpdates();
    updates.status.mockResolvedValue({ ...STATUS, pending: [{ release: STATUS.release, pending: aConflict() }] });

    expect(await applyClean(updates, 'stat101')).toEqual(anApplied());
  });
});
