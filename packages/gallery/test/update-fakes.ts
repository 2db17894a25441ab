// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppliedUpdate, CopyStatus, FileFate, PendingCellConflict, Plan, Report } from '@jupyter-atrium/api';
import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import type { IUpdates } from '../src/updates/copy-updates';

export const STATUS: CopyStatus = {
  folder: 'stat101',
  copy: 'c1',
  work: aWork().url,
  title: 'Statistics 101',
  release: { label: '1.3.0', manifest: aDigest('1') },
  pending: [],
  unsettled: [],
  undo: null,
  recovered: []
};

export const NEWEST = aNewest({ label: '1.4.0', manifest: aDigest('2'), note: 'Corrects the units.' });

export function aFate(fields: Partial<FileFate> = {}): FileFate {
  return {
    ...{ path: 'lab03.ipynb', from: null, fate: 'merged', beside: null, reason: null, words: '' },
    ...{ flags: [], cells: [], theirsMetadata: {} },
    ...fields
  };
}

export function aConflict(fields: Partial<PendingCellConflict> = {}): PendingCellConflict {
  const cell = (source: string): PendingCellConflict['mine'] => ({ cell_type: 'code', source });
  return {
    ...{ id: 'k1', kind: 'cell', path: 'lab03.ipynb', why: 'both-changed', place: { id: 'a', index: 10, count: 1 } },
    ...{ base: cell('fit(x)'), mine: cell('fit(t, 2)'), theirs: cell('fit(time, 1)') },
    ...fields
  };
}

export function aReport(fields: Partial<Report> = {}): Report {
  return {
    type: 'application/vnd.atrium.report.v1+json',
    sentence: '',
    counts: { fixes: 3, kept: 1, toDecide: 1, lost: 0 },
    files: [aFate(), aFate({ path: 'lab04.ipynb', fate: 'added' }), aFate({ path: 'lab02.ipynb', fate: 'kept' })],
    pending: [aConflict()],
    ...fields
  };
}

export function aPlan(fields: Partial<Plan> = {}): Plan {
  const { label, manifest } = NEWEST;
  return {
    id: 'p1',
    from: STATUS.release,
    to: { label: label ?? '', manifest: manifest ?? '' },
    acts: [],
    report: aReport(),
    ...fields
  };
}

export function anApplied(fields: Partial<AppliedUpdate> = {}): AppliedUpdate {
  return { update: 'u1', release: aPlan().to, report: aReport(), open: [], recovered: [], ...fields };
}

/** Updates that answer as they are told, and note what they were asked. */
export class FakeUpdates implements IUpdates {
  status = jest.fn<Promise<CopyStatus>, [string]>(async () => STATUS);
  newest = jest.fn(async () => NEWEST as Awaited<ReturnType<IUpdates['newest']>>);
  plan = jest.fn<Promise<Plan>, Parameters<IUpdates['plan']>>(async () => aPlan());
  compare = jest.fn<ReturnType<IUpdates['compare']>, Parameters<IUpdates['compare']>>(async () => ({
    kind: 'text',
    lines: []
  }));
  apply = jest.fn<Promise<AppliedUpdate>, Parameters<IUpdates['apply']>>(async () => anApplied());
  decide = jest.fn<Promise<CopyStatus>, Parameters<IUpdates['decide']>>(async () => STATUS);
  undo = jest.fn<Promise<AppliedUpdate>, [string]>(async () => anApplied({ release: STATUS.release }));

  async lines(): ReturnType<IUpdates['lines']> {
    return (before, after) => [
      { state: 'removed', text: before, marks: [] },
      { state: 'added', text: after, marks: [] }
    ];
  }
}
