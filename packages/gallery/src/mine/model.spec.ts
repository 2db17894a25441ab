// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LocalCopy } from '@jupyter-atrium/api';
import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import { FakeAtrium, aMe, aRefusal, aWorkspace, settle } from '../../test/fakes';
import { MineModel, hasUpdate } from './model';

const WORK = aWork();

function aCopy(fields: Partial<LocalCopy> = {}): LocalCopy {
  return {
    copy: 'c1',
    folder: 'courses/stat101',
    work: WORK.url,
    title: WORK.card.title,
    label: '1.2.0',
    manifest: aDigest('b'),
    toDecide: 0,
    openedAt: 1,
    ...fields
  };
}

describe('MineModel', () => {
  it('reads works, copies and what has become of them anew each time somebody looks', async () => {
    const listMine = jest.fn(async () => ({ published: [], drafts: [] }));
    const listNewest = jest.fn(async () => ({ works: [] }));
    const copies = jest.fn(async () => [aCopy()]);
    const mine = new MineModel(new FakeAtrium({ listMine, listNewest }), aWorkspace({ copies }));

    await mine.lookAgain();
    await mine.lookAgain();

    expect([listMine, copies, listNewest].map(({ mock }) => mock.calls.length)).toEqual([2, 2, 2]);
  });

  it('reads works and drafts as soon as it is known who is there', async () => {
    const listMine = jest.fn(async () => ({ published: [WORK], drafts: [] }));
    const atrium = new FakeAtrium({ listMine });
    const mine = new MineModel(atrium, aWorkspace());

    atrium.changed.emit();
    await settle();

    expect(mine.published).toEqual([WORK]);
  });

  it('does not ask for what the person may not read on this server', async () => {
    const listMine = jest.fn();
    const atrium = new FakeAtrium({ listMine });
    atrium.me = aMe({ can: { readOwn: false, publish: false, curate: false, admin: false } });
    const mine = new MineModel(atrium, aWorkspace());

    atrium.changed.emit();
    await settle();

    expect(listMine).not.toHaveBeenCalled();
    expect(mine.published).toEqual([]);
  });

  it('looks through the files once, however many ask', async () => {
    const copies = jest.fn(async () => [aCopy()]);
    const mine = new MineModel(new FakeAtrium(), aWorkspace({ copies }));

    await Promise.all([mine.findCopies(), mine.findCopies()]);

    expect(copies).toHaveBeenCalledTimes(1);
    expect(mine.copyOf(WORK)?.folder).toBe('courses/stat101');
  });

  it('asks in one call what has become of the works behind the copies', async () => {
    const other = aWork({ id: '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5f' });
    const listNewest = jest.fn(async () => ({ works: [aNewest({ label: '1.3.0', manifest: aDigest('c') })] }));
    const copies = async (): Promise<LocalCopy[]> => [
      aCopy(),
      aCopy({ copy: 'c2', manifest: aDigest('c') }),
      aCopy({ copy: 'c3', work: other.url })
    ];
    const mine = new MineModel(new FakeAtrium({ listNewest }), aWorkspace({ copies }));

    await mine.followUp();

    expect(listNewest.mock.calls).toEqual([[{ query: { works: `${WORK.id},${other.id}` } }]]);
    expect(mine.copies?.map(copy => [copy.newest?.label ?? null, hasUpdate(copy)])).toEqual([
      ['1.3.0', true],
      ['1.3.0', false],
      [null, false]
    ]);
  });

  it('keeps what it knew while the service does not answer', async () => {
    const listNewest = jest
      .fn()
      .mockResolvedValueOnce({ works: [aNewest()] })
      .mockRejectedValueOnce(aRefusal('unreachable'));
    const mine = new MineModel(new FakeAtrium({ listNewest }), aWorkspace({ copies: async () => [aCopy()] }));
    await mine.followUp();

    await mine.followUp();

    expect(mine.copies?.[0]?.newest?.label).toBe('1.2.0');
  });

  it('looks again after an act of this page, and keeps what it knew of the works', async () => {
    const copies = jest
      .fn()
      .mockResolvedValueOnce([aCopy()])
      .mockResolvedValueOnce([aCopy(), aCopy({ copy: 'c2' })]);
    const atrium = new FakeAtrium({ listNewest: jest.fn(async () => ({ works: [aNewest()] })) });
    const mine = new MineModel(atrium, aWorkspace({ copies }));
    await mine.followUp();

    atrium.announce(WORK.id);
    await settle();

    expect(mine.copies?.map(copy => copy.newest?.work ?? null)).toEqual([WORK.id, WORK.id]);
  });

  it('tells works and copies that could not be read apart', async () => {
    const listMine = jest.fn(async () => ({ published: [], drafts: [] }));
    const copies = (): Promise<LocalCopy[]> => Promise.reject(aRefusal('not-set-up'));
    const mine = new MineModel(new FakeAtrium({ listMine }), aWorkspace({ copies }));

    await mine.refresh();

    expect([mine.error, mine.copiesError?.code]).toEqual([null, 'not-set-up']);
  });
});
