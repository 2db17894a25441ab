// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { OpenedFolder } from '@jupyter-atrium/api';
import { aWork } from '@jupyter-atrium/api/testing';
import type { IJob } from '@jupyter-atrium/connection';
import { Signal } from '@lumino/signaling';
import { FakeAtrium, aPending, aRefusal, aWorkspace, settle } from '../test/fakes';
import { Openings } from './openings';

const WORK = aWork();
const FOLDER: OpenedFolder = { folder: 'glacier-melt', files: 9, entry: 'glacier-melt/a.ipynb' };

class FakeJob implements IJob<OpenedFolder> {
  readonly changed = new Signal<this, void>(this);
  readonly pending = aPending<OpenedFolder>();
  readonly result = this.pending.promise;
  readonly cancel = jest.fn(() => this.pending.reject(new DOMException('Cancelled', 'AbortError')));
  event: IJob<OpenedFolder>['event'] = null;

  report(files: [number, number]): void {
    this.event = { job: 'j', seq: 0, state: 'running', files };
    this.changed.emit();
  }
}

function someOpenings(job = new FakeJob()): {
  openings: Openings;
  open: jest.Mock;
  openCopy: jest.Mock;
  atrium: FakeAtrium;
} {
  const openCopy = jest.fn(async () => ({ title: WORK.card.title, files: 9 }));
  const open = jest.fn(() => job);
  const atrium = new FakeAtrium({ openCopy });
  return { openings: new Openings(atrium, aWorkspace({ open })), open, openCopy, atrium };
}

describe('Openings', () => {
  it('fetch a ticket and hand it to the person’s files', async () => {
    const job = new FakeJob();
    const { openings, open, openCopy } = someOpenings(job);
    const opened = openings.open(WORK, '1.1.0', 'courses');
    job.pending.resolve(FOLDER);

    expect(await opened).toEqual(FOLDER);
    expect(openCopy).toHaveBeenCalledWith({ params: { work: WORK.id }, body: { label: '1.1.0' } });
    expect(open).toHaveBeenCalledWith(expect.anything(), 'courses', 'glacier-melt-from-satellite-altimetry');
  });

  it('tell how many files have arrived', async () => {
    const job = new FakeJob();
    const { openings } = someOpenings(job);
    void openings.open(WORK, null, '');
    await settle();

    job.report([3, 9]);

    expect(openings.get(WORK.id)).toMatchObject({ files: [3, 9], error: null });
    expect(openings.isOpening(WORK.id)).toBe(true);
  });

  it('are over when the copy is there, and say so to the other features', async () => {
    const job = new FakeJob();
    const { openings, atrium } = someOpenings(job);
    const announced: (string | null)[] = [];
    atrium.worksChanged.connect((_, work) => announced.push(work));
    const opened = openings.open(WORK, null, '');
    job.pending.resolve(FOLDER);
    await opened;

    expect([openings.get(WORK.id), announced]).toEqual([null, [WORK.id]]);
  });

  it('leave nothing behind when they are cancelled', async () => {
    const job = new FakeJob();
    const { openings } = someOpenings(job);
    const opened = openings.open(WORK, null, '');
    await settle();

    openings.cancel(WORK.id);

    expect(await opened).toBeNull();
    expect(openings.get(WORK.id)).toBeNull();
  });

  it('remember why one failed', async () => {
    const job = new FakeJob();
    const { openings } = someOpenings(job);
    const opened = openings.open(WORK, null, '');
    job.pending.reject(aRefusal('no-space'));

    await expect(opened).rejects.toMatchObject({ code: 'no-space' });
    expect(openings.get(WORK.id)?.error?.code).toBe('no-space');
    expect(openings.isOpening(WORK.id)).toBe(false);
  });
});
