// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CopyStatus, LocalCopy, PendingEntry } from '@jupyter-atrium/api';
import { aDigest, aWork } from '@jupyter-atrium/api/testing';
import { FakeAtrium, aPending, aWorkspace, settle } from '../../test/fakes';
import { STATUS, aConflict, aPlan } from '../../test/update-fakes';
import { MineModel } from '../mine/model';
import { Questions } from './questions';

const ENTRY: PendingEntry = { release: aPlan().to, pending: aConflict() };
const COPY: LocalCopy = {
  ...{ copy: 'c1', folder: 'stat101', work: aWork().url, title: 'Statistics 101', label: '1.4.0' },
  ...{ manifest: aDigest('2'), toDecide: 1, openedAt: 1 }
};

/** What is asked of one copy, and what its jobs were asked. */
async function aCopy(
  toDecide = 1
): Promise<{ questions: Questions; mine: MineModel; status: jest.Mock; copies: jest.Mock }> {
  const copies = jest.fn(async () => [{ ...COPY, toDecide }]);
  const status = jest.fn<Promise<CopyStatus>, [string]>(async () => ({ ...STATUS, pending: [ENTRY] }));
  const mine = new MineModel(new FakeAtrium(), aWorkspace({ copies }));
  const questions = new Questions({ mine, status });
  await mine.findCopies();
  return { questions, mine, status, copies };
}

describe('Questions', () => {
  it('looks a copy up once, when one of its files is asked about', async () => {
    const { questions, status } = await aCopy();
    expect(status).not.toHaveBeenCalled();

    expect(questions.of('stat101/lab03.ipynb')).toEqual([]);
    await settle();

    expect(questions.of('stat101/lab03.ipynb')).toEqual([ENTRY]);
    expect([questions.of('stat101/lab04.ipynb'), questions.of('elsewhere/lab03.ipynb')]).toEqual([[], []]);
    expect(status.mock.calls).toEqual([['stat101']]);
  });

  it('looks up no copy in which nothing is open', async () => {
    const { questions, status } = await aCopy(0);

    expect(questions.of('stat101/lab03.ipynb')).toEqual([]);
    expect(status).not.toHaveBeenCalled();
  });

  it('looks again after copies were read anew', async () => {
    const { questions, mine, status } = await aCopy();
    questions.of('stat101/lab03.ipynb');
    await settle();
    status.mockResolvedValue(STATUS);

    await mine.refresh();
    questions.of('stat101/lab03.ipynb');
    await settle();

    expect(questions.of('stat101/lab03.ipynb')).toEqual([]);
  });

  it('trusts what a decision answered more than what was asked before it', async () => {
    const { questions, status } = await aCopy();
    const slow = aPending<CopyStatus>();
    status.mockReturnValue(slow.promise);
    questions.of('stat101/lab03.ipynb');

    questions.take({ folder: 'stat101', pending: [] });
    slow.resolve({ ...STATUS, pending: [ENTRY] });
    await settle();

    expect(questions.of('stat101/lab03.ipynb')).toEqual([]);
  });

  it('names the files with something open', async () => {
    const { questions } = await aCopy();

    expect(await questions.filesOf(COPY)).toEqual(['stat101/lab03.ipynb']);
  });
});
