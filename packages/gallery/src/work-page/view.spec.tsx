// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FileEntry, WorkPage } from '@jupyter-atrium/api';
import { aDigest, aRelease, aWork } from '@jupyter-atrium/api/testing';
import { act, fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { fakeBrowser } from '../../test/browser';
import { FakeAtrium, OWN_HUB, aRefusal, aWorkspace, settle, trans } from '../../test/fakes';
import type { IPreviewHost } from '../preview/host';
import { PreviewHost } from '../preview/host';
import { WorkPageModel } from './model';
import type { WorkPageActions } from './view';
import { WorkPageView } from './view';

fakeBrowser();

const WORK = aWork({ audience: 'network' });
const PAGE: WorkPage = {
  ...WORK,
  readers: [],
  lineage: {
    madeFrom: [
      { work: 'w2', url: null, title: 'Altimetry primer', by: 'L. Novák', label: '1.0.0' },
      { work: null, url: null, title: '', by: 'L. Novák', label: null }
    ],
    madeInto: []
  },
  withdrawal: null,
  can: { edit: false, publish: false, withdraw: false }
};
const ENTRIES: FileEntry[] = ['data/a.csv', 'glacier-melt.ipynb', 'second.ipynb'].map(path => ({
  path,
  digest: aDigest(),
  size: 1200,
  mediaType: 'text/plain'
}));
const CELLS = [
  { cell_type: 'markdown', source: 'Words' },
  { cell_type: 'code', source: 'print(1)', outputs: [{ output_type: 'stream', name: 'stdout', text: '1' }] }
];
const FILES: Record<string, string> = {
  'glacier-melt.ipynb': JSON.stringify({ cells: CELLS }),
  'data/a.csv': 'name,loss\nice,3'
};

const HOST: IPreviewHost = {
  highlight: async (code, _, element) => element.append(code),
  languageOf: () => '',
  parseMarkdown: async source => `<p>${source}</p>`,
  typeset: null,
  hasFile: () => false,
  readFile: async () => new Uint8Array(),
  openFile: jest.fn(),
  theme: 'light',
  trans
};

const SERVER = aWorkspace({
  preflight: async () => ({
    kernel: { name: 'python3', displayName: 'Python 3.12', language: 'python' },
    installed: { modules: ['numpy'], distributions: ['numpy'] },
    freeBytes: null
  })
});

type Operations = NonNullable<ConstructorParameters<typeof FakeAtrium>[0]>;

async function show(
  operations: Operations = {}
): Promise<{ actions: WorkPageActions; chooseTag: jest.Mock; model: WorkPageModel }> {
  const atrium = new FakeAtrium({
    getWork: jest.fn(async () => PAGE),
    getRelease: jest.fn(async () => ({ ...aRelease(), files: 3, entries: ENTRIES })),
    listReleases: jest.fn(async () => ({ releases: [aRelease(), aRelease({ label: '1.1.0', note: 'Fixed units.' })] })),
    getFile: jest.fn(async ({ params }: { params: { '*': string } }) => new TextEncoder().encode(FILES[params['*']])),
    ...operations
  });
  const model = new WorkPageModel({ id: WORK.id, address: null, atrium, preflights: SERVER, known: WORK, title: '' });
  const actions: WorkPageActions = {
    openWork: jest.fn(),
    openRelease: jest.fn(),
    copy: jest.fn(),
    download: jest.fn(),
    logIn: jest.fn(),
    goToHeading: jest.fn(),
    author: { withdraw: jest.fn(), restore: jest.fn(), changeAudience: jest.fn() }
  };
  const chooseTag = jest.fn();
  const openButton = {
    opening: null,
    copyFolder: null,
    update: null,
    obstacle: null,
    openCopy: jest.fn(),
    openAnother: jest.fn(),
    goToCopy: jest.fn(),
    cancel: jest.fn(),
    trans
  };
  function Page(): JSX.Element {
    const [, draw] = React.useReducer((count: number) => count + 1, 0);
    React.useEffect(() => void model.stateChanged.connect(draw), []);
    return (
      <PreviewHost value={HOST}>
        <WorkPageView
          model={model}
          idPrefix="p"
          side={{ ownHub: OWN_HUB, isSolo: false, chooseTag, openButton }}
          actions={actions}
          trans={trans}
        />
      </PreviewHost>
    );
  }
  render(<Page />);
  await act(async () => {
    await model.load();
    await settle();
  });
  return { actions, chooseTag, model };
}

async function openTab(name: RegExp): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole('tab', { name }));
    await settle();
  });
}

function fact(name: string): string | null {
  return screen.getByText(name).nextElementSibling?.textContent ?? null;
}

describe('WorkPageView', () => {
  it('says what the work is, by whom, and which release', async () => {
    await show();

    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Glacier melt from satellite altimetry');
    expect(screen.getByText(/^Release 1.2.0/)).toBeTruthy();
    expect(screen.getByText('J. Okafor')).toBeTruthy();
  });

  it('says beside the work whether it will run here', async () => {
    await show();

    expect(screen.getByRole('region', { name: 'Will it run here?' }).textContent).toContain('Needs 1 package: xarray');
  });

  it('lists the facts, and what it needs', async () => {
    await show();

    expect(['Home hub', 'Audience', 'Licence', 'Size', 'Kernel', 'Needs', 'Copies'].map(fact)).toEqual([
      'this hub',
      'Network',
      'CC BY 4.0',
      '9 files, 12.4 MB',
      'Python 3',
      'numpy and xarray',
      '38 opened'
    ]);
  });

  it('searches for a tag', async () => {
    const { chooseTag } = await show();

    fireEvent.click(screen.getByRole('button', { name: 'glaciology' }));

    expect(chooseTag).toHaveBeenCalledWith('glaciology');
  });

  it('reads the notebook with its outputs', async () => {
    await show();

    expect(screen.getByText('Words')).toBeTruthy();
    expect(screen.getByText('print(1)')).toBeTruthy();
    expect(screen.getByText('1', { selector: 'span' })).toBeTruthy();
    expect(screen.getByText(/1 of 2 notebooks · outputs as saved by the authors/)).toBeTruthy();
  });

  it('shows a file in place of the list, and goes back', async () => {
    const { actions } = await show();
    await openTab(/^Files/);

    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'a.csv' }));
      await settle();
    });
    fireEvent.click(screen.getByRole('button', { name: 'Download' }));

    expect(screen.getAllByRole('columnheader').map(cell => cell.textContent)).toEqual(['name', 'loss']);
    expect(actions.download).toHaveBeenCalledWith('data/a.csv');
    fireEvent.click(screen.getByRole('button', { name: 'All files' }));
    expect(screen.queryByRole('table')).toBeNull();
  });

  it('lists the releases, reads another one, and leads back to the newest', async () => {
    const { actions, model } = await show();
    await openTab(/^Versions/);
    fireEvent.click(screen.getByRole('button', { name: 'Open a copy of 1.1.0' }));

    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Read this one' }));
      await settle();
    });
    const bar = screen.getByText(/You are reading 1.1.0/);
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Read the newest, 1.2.0' }));
      await settle();
    });

    expect(bar).toBeTruthy();
    expect(actions.openRelease).toHaveBeenCalledWith('1.1.0');
    expect(model.label).toBe('1.2.0');
  });

  it('shows what changed between a release and the one before, by file and by cell, and between any other two', async () => {
    const before = [
      { path: 'a.ipynb', digest: aDigest('1'), size: 10, mediaType: 'application/x-ipynb+json' },
      { path: 'same.txt', digest: aDigest('1'), size: 10, mediaType: 'text/plain' }
    ];
    const after = [
      { path: 'a.ipynb', digest: aDigest('2'), size: 10, mediaType: 'application/x-ipynb+json' },
      { path: 'new.txt', digest: aDigest('3'), size: 10, mediaType: 'text/plain' },
      { path: 'same.txt', digest: aDigest('1'), size: 10, mediaType: 'text/plain' }
    ];
    const cells = (source: string): string =>
      JSON.stringify({
        cells: [{ cell_type: 'markdown', id: 'a', metadata: {}, source }],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5
      });
    const getRelease = jest.fn(async ({ params: { label } }: { params: { label: string } }) => ({
      ...aRelease({ label }),
      entries: label === '1.1.0' ? before : after
    }));
    const getFile = jest.fn(async ({ params: { label } }: { params: { label: string } }) =>
      new TextEncoder().encode(cells(label === '1.1.0' ? 'Measure it in mbar.' : 'Measure it in hPa.'))
    );
    await show({ getRelease, getFile });
    await openTab(/^Versions/);

    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Show what changed' }));
    });

    expect(await screen.findByText('1 notebook, 1 cell; 1 file added.')).toBeTruthy();
    const cell = screen.getByRole('article', { name: 'Cell 1, changed' });
    expect([cell.querySelector('del')?.textContent, cell.querySelector('ins')?.textContent]).toEqual(['mbar', 'hPa']);
    expect(
      [screen.getByLabelText('From'), screen.getByLabelText('To')].map(side => (side as HTMLSelectElement).value)
    ).toEqual(['1.1.0', '1.2.0']);

    fireEvent.change(screen.getByLabelText('To'), { target: { value: '1.1.0' } });
    expect(await screen.findByText('Choose two different versions.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'All versions' }));
    expect(screen.getByRole('button', { name: 'Show what changed' })).toBeTruthy();
  });

  it('lets authors withdraw a release, bring one back, and change who may see the work', async () => {
    const page = { ...PAGE, can: { edit: true, publish: true, withdraw: true } };
    const withdrawal = { category: 'error', reason: 'Wrong units.', withdrawnAt: '2026-05-03T10:00:00Z' } as const;
    const releases = [aRelease(), aRelease({ label: '1.1.0', state: 'retracted', withdrawal })];
    const { actions } = await show({
      getWork: jest.fn(async () => page),
      listReleases: jest.fn(async () => ({ releases }))
    });

    fireEvent.click(screen.getByRole('button', { name: 'Change who may see it' }));
    await openTab(/^Versions/);
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw 1.2.0…' }));
    fireEvent.click(screen.getByRole('button', { name: 'Bring 1.1.0 back' }));

    expect(actions.author?.changeAudience).toHaveBeenCalled();
    expect(actions.author?.withdraw).toHaveBeenCalledWith('1.2.0');
    expect(actions.author?.restore).toHaveBeenCalledWith('1.1.0');
    expect(
      screen.getByText('Withdrawn on May 3, 2026: there is an error in it (Wrong units); only you still see it')
    ).toBeTruthy();
  });

  it('offers readers none of what is the author’s', async () => {
    await show();
    await openTab(/^Versions/);

    expect(screen.queryByRole('button', { name: /Withdraw|Change who/ })).toBeNull();
  });

  it('says to its owner that a work is withdrawn, and brings it back', async () => {
    const withdrawal = { category: 'other', reason: 'data error', withdrawnAt: '2026-05-03T10:00:00Z' } as const;
    const page = { ...PAGE, state: 'retracted' as const, withdrawal };
    const { actions } = await show({ getWork: jest.fn(async () => page) });

    fireEvent.click(screen.getByRole('button', { name: 'Bring it back' }));

    expect(screen.getByText(/You withdrew this work on May 3, 2026: data error. Only you still read it./)).toBeTruthy();
    expect(actions.author?.restore).toHaveBeenCalledWith();
  });

  it('tells where the work came from, and keeps private works private', async () => {
    const { actions } = await show();
    await openTab(/Lineage/);

    fireEvent.click(screen.getAllByRole('button', { name: 'Altimetry primer' })[0] as HTMLElement);

    expect(screen.getAllByText('A private work by L. Novák').length).toBeGreaterThan(0);
    expect(actions.openWork).toHaveBeenCalledWith('w2');
  });

  it('leads to where the work came from, if its hub is not followed here', async () => {
    const url = 'https://coast-hub.example/services/atrium/works/w9';
    const madeFrom = [{ work: null, url, title: '', by: 'coast-hub.example', label: null }];
    await show({ getWork: jest.fn(async () => ({ ...PAGE, lineage: { madeFrom, madeInto: [] } })) });
    await openTab(/Lineage/);

    const links = screen.getAllByRole('link', { name: 'A work at coast-hub.example' });
    expect(links[0]?.getAttribute('href')).toBe(url);
  });

  it('copies a citation', async () => {
    const { actions } = await show();
    await openTab(/Cite/);

    fireEvent.click(screen.getByRole('button', { name: 'Copy BibTeX' }));

    expect((actions.copy as jest.Mock).mock.calls[0]).toEqual([expect.stringMatching(/^@misc\{rivera2026,/)]);
    expect(screen.getByRole('button', { name: 'BibTeX copied' })).toBeTruthy();
  });

  it('ties tabs and what they show together for screen readers', async () => {
    await show();

    const tab = screen.getByRole('tab', { selected: true });
    expect(screen.getByRole('tabpanel').id).toBe(tab.getAttribute('aria-controls'));
    expect(screen.getByRole('complementary', { name: 'About this work' })).toBeTruthy();
  });

  it('shows only what is left of a withdrawn work', async () => {
    const detail = { title: 'Glacier melt', by: null, scope: 'erase', reason: '', withdrawnAt: '2026-05-03T10:00:00Z' };

    await show({ getWork: jest.fn().mockRejectedValue(aRefusal('work-withdrawn', { detail })) });

    expect(screen.getByText('This work was erased on May 3, 2026. Copies stay yours.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open a copy' })).toBeNull();
    expect(screen.queryByRole('tab')).toBeNull();
  });

  it('names the home hub that does not answer', async () => {
    await show({ getRelease: jest.fn().mockRejectedValue(aRefusal('hub-unreachable')) });

    expect(screen.getByText(/hub-a.example does not answer. This is what is kept here./)).toBeTruthy();
  });
});
