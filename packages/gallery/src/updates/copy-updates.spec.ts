// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppliedUpdate, OpenSides } from '@jupyter-atrium/api';
import { FakeAtrium, aRefusal } from '../../test/fakes';
import { STATUS, aFate, aPlan, anApplied } from '../../test/update-fakes';
import { CopyUpdates, type ILiveDocuments } from './copy-updates';

const SIDES: OpenSides = { path: 'lab03.ipynb', base: null, theirs: '{}', aliases: {}, pending: [] };
const OPTIONS = { deleted: 'restore' as const, leave: [], conflicts: null, choices: {} };
const SETTLED = { sha256: 'a', mine: null, pending: [], aliases: {}, fate: aFate() };

/** Updates of one copy with an open notebook, and what was done in which order. */
function updates(answers: Record<string, () => Promise<unknown>> = {}): { updates: CopyUpdates; done: string[] } {
  const done: string[] = [];
  const note = (what: string): void => void done.push(what);
  const applied: AppliedUpdate = anApplied({ open: [SIDES], report: { ...anApplied().report, files: [] } });
  const results: Record<string, () => Promise<unknown>> = {
    'apply-update': async () => applied,
    'undo-update': async () => anApplied(),
    'settle-document': async () => STATUS,
    ...answers
  };
  const ofCopy = ({ job }: { job: string }): { result: Promise<unknown> } => {
    note(job);
    return { result: results[job]?.() ?? Promise.reject(new Error(job)) };
  };
  const documents: ILiveDocuments = {
    read: () => [{ path: SIDES.path, content: '{}' }],
    merge: async () => (note('merge'), SETTLED),
    resolve: async () => false,
    save: async () => note('save'),
    refresh: async () => note('refresh')
  };
  const atrium = new FakeAtrium({ openCopy: jest.fn(async () => ({ expiresAt: '2999-01-01T00:00:00Z' })) });
  return { updates: new CopyUpdates({ atrium, workspace: { ofCopy } as never, documents }), done };
}

describe('CopyUpdates', () => {
  it('lets the page merge what is open, and tells of it in the report', async () => {
    const { updates: copy, done } = updates();

    const { report } = await copy.apply(STATUS, OPTIONS, aPlan());

    expect(done).toEqual(['apply-update', 'merge', 'settle-document', 'refresh']);
    expect(report.files).toEqual([aFate()]);
  });

  it.each(['file-changed', 'pending-not-found'] as const)(
    'leaves to the next update what was saved again meanwhile: %s',
    async code => {
      const { updates: copy, done } = updates({ 'settle-document': () => Promise.reject(aRefusal(code)) });

      const { report } = await copy.apply(STATUS, OPTIONS, aPlan());

      expect(done.at(-1)).toBe('refresh');
      expect(report.files).toEqual([]);
    }
  );

  it('saves what was typed before an update is taken back, so that it stays', async () => {
    const { updates: copy, done } = updates();

    await copy.undo('stat101');

    expect(done.slice(0, 2)).toEqual(['save', 'undo-update']);
  });
});
