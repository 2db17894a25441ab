// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry, ReleaseFiles, WorkPage } from '@jupyter-atrium/api';
import { aCard, aDigest, aRelease, aWork } from '@jupyter-atrium/api/testing';
import { FakeAtrium, aPending, aRefusal, aWorkspace, settle } from '../../test/fakes';
import { WorkPageModel } from './model';

const WORK = aWork();
const PAGE: WorkPage = {
  ...WORK,
  readers: [],
  lineage: { madeFrom: [], madeInto: [] },
  withdrawal: null,
  can: { edit: false, publish: false, withdraw: false }
};
const NOTEBOOK = { cells: [{ cell_type: 'markdown', source: `# ${WORK.card.title}\n\n## The trend` }] };

function entries(...paths: string[]): FileEntry[] {
  return paths.map(path => ({ path, digest: aDigest(), size: 1, mediaType: 'text/plain' }));
}

function aReleaseOf(...paths: string[]): ReleaseFiles {
  return { ...aRelease(), entries: entries(...paths) };
}

type Operations = NonNullable<ConstructorParameters<typeof FakeAtrium>[0]>;

function aModel(
  operations: Operations = {},
  known: typeof WORK | null = null
): { model: WorkPageModel; asked: Operations } {
  const asked = {
    getWork: jest.fn(async () => PAGE),
    getRelease: jest.fn(async () => aReleaseOf('a.ipynb', 'glacier-melt.ipynb', 'data.csv')),
    getFile: jest.fn(async () => new TextEncoder().encode(JSON.stringify(NOTEBOOK))),
    ...operations
  };
  const atrium = new FakeAtrium(asked);
  const preflights = aWorkspace({ preflight: async () => ({ kernel: null, installed: null, freeBytes: null }) });
  const options = { id: WORK.id, address: null, atrium, preflights, known, title: 'As it was' };
  return { model: new WorkPageModel(options), asked };
}

describe('WorkPageModel', () => {
  it('has the title at once: of the card, else of the tab that was restored', () => {
    expect([aModel({}, WORK).model.title, aModel().model.title]).toEqual([WORK.card.title, 'As it was']);
  });

  it('reads the work, its files and the document the author chose', async () => {
    const { model } = aModel();

    await model.load();

    expect(model.page?.id).toBe(WORK.id);
    expect(model.reading?.path).toBe('glacier-melt.ipynb');
    expect(model.reading?.notebook).not.toBeNull();
  });

  it('does not repeat the title, and lists the headings below it', async () => {
    const { model } = aModel();
    const heard = jest.fn();
    model.headingsChanged.connect(heard);

    await model.load();

    expect(model.headings.map(heading => heading.text)).toEqual(['The trend']);
    expect(heard).toHaveBeenCalled();
  });

  it('goes to the heading a link names', async () => {
    const { model } = aModel();
    await model.load();

    model.goToName('The-trend');

    expect(model.target).toMatchObject({ text: 'The trend', cell: 0 });
  });

  it('keeps the card’s facts and says why there is no page', async () => {
    const { model } = aModel({ getWork: jest.fn().mockRejectedValue(aRefusal('unreachable')) }, WORK);

    await model.load();

    expect([model.error?.code, model.card, model.page]).toEqual(['unreachable', WORK, null]);
  });

  it('forgets what it knew of a work that an act on this page erased', async () => {
    const getWork = jest.fn(async () => PAGE);
    const { model } = aModel({ getWork }, WORK);
    await model.load();
    const detail = { title: null, by: null, scope: 'erase' };
    getWork.mockRejectedValueOnce(aRefusal('work-withdrawn', { status: 410, detail }));

    await model.refresh();

    expect([model.title, model.card, model.page, model.error?.code]).toEqual(['', null, null, 'work-withdrawn']);
  });

  it('shows the newest release that stays when the one shown is withdrawn', async () => {
    const getWork = jest.fn(async () => PAGE);
    const { model, asked } = aModel({ getWork });
    await model.load();
    getWork.mockResolvedValueOnce({ ...PAGE, label: '1.1.0', manifest: aDigest('c') });

    await model.refresh();

    expect(asked.getRelease).toHaveBeenLastCalledWith({ params: { work: WORK.id, label: '1.1.0' } });
  });

  it('takes the title a tombstone still tells', async () => {
    const refusal = aRefusal('work-withdrawn', { detail: { title: 'Glaciers' } });
    const { model } = aModel({ getWork: jest.fn().mockRejectedValue(refusal) });

    await model.load();

    expect(model.title).toBe('Glaciers');
  });

  it('shows another release, with its files', async () => {
    const { model, asked } = aModel();
    await model.load();

    await model.setLabel('1.0.0');

    expect(asked.getRelease).toHaveBeenLastCalledWith({ params: { work: WORK.id, label: '1.0.0' } });
    expect(asked.getFile).toHaveBeenLastCalledWith({
      params: { work: WORK.id, label: '1.0.0', '*': 'glacier-melt.ipynb' }
    });
  });

  it('drops a file that another one has overtaken', async () => {
    const slow = aPending<Uint8Array>();
    const { model, asked } = aModel();
    await model.load();
    asked.getFile?.mockReturnValueOnce(slow.promise);

    const first = model.read('a.ipynb');
    await model.read('glacier-melt.ipynb');
    slow.resolve(new Uint8Array());
    await first;

    expect(model.reading?.path).toBe('glacier-melt.ipynb');
  });

  it('opens documents in Read and other files in Files', async () => {
    const { model } = aModel();
    await model.load();

    await model.openFile('data.csv');
    const other = [model.tab, model.viewing?.path];
    await model.openFile('a.ipynb');

    expect(other).toEqual(['files', 'data.csv']);
    expect([model.tab, model.reading?.path]).toEqual(['read', 'a.ipynb']);
  });

  it('says why a file cannot be shown', async () => {
    const { model } = aModel({ getFile: jest.fn().mockRejectedValue(aRefusal('file-not-found')) });

    await model.load();

    expect(model.reading?.error?.code).toBe('file-not-found');
  });

  it('asks for the releases when somebody looks at them, once', async () => {
    const listReleases = jest.fn(async () => ({ releases: [aRelease()] }));
    const { model } = aModel({ listReleases });
    await model.load();
    const before = listReleases.mock.calls.length;

    model.setTab('versions');
    await settle();
    model.setTab('versions');

    expect([before, listReleases.mock.calls.length, model.releases?.length]).toEqual([0, 1, 1]);
  });

  it('reads Markdown where a work holds no notebook', async () => {
    const getRelease = jest.fn(async () => aReleaseOf('b.md', 'README.md', 'x.py'));
    const page = { ...PAGE, card: aCard({ entry: null }) };
    const { model } = aModel({ getRelease, getWork: jest.fn(async () => page) });

    await model.load();

    expect(model.reading?.path).toBe('README.md');
  });
});
