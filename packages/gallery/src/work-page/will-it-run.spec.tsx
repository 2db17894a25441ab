// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Preflight } from '@jupyter-atrium/api';
import { aCard, aWork } from '@jupyter-atrium/api/testing';
import { act, fireEvent, render, screen } from '@testing-library/react';
import * as React from 'react';
import { fakeBrowser } from '../../test/browser';
import { aPending, aRefusal, settle, trans } from '../../test/fakes';
import { PagePreflight } from './preflight';
import { WillItRun } from './will-it-run';

fakeBrowser();

const PYTHON = { name: 'python3', displayName: 'Python 3.12', language: 'python' };
const NEEDS = { language: 'python', kernel: PYTHON, packages: ['numpy', 'cartopy', 'cv2'], environment: [] };
const ALL = { modules: ['numpy', 'cartopy', 'cv2'], distributions: [] };
const HERE: Preflight = { kernel: PYTHON, installed: ALL, freeBytes: 1e12 };

async function show(
  answer: Partial<Preflight> | Promise<Preflight> | Error,
  needs: object = {}
): Promise<{ text: () => string; copy: jest.Mock; openFile: jest.Mock; port: jest.Mock; preflight: PagePreflight }> {
  const work = aWork({ card: aCard({ needs: { ...NEEDS, ...needs } }), bytes: 2e9 });
  const port = jest.fn(async () => {
    if (answer instanceof Error) {
      throw answer;
    }
    return answer instanceof Promise ? answer : { ...HERE, ...answer };
  });
  const [copy, openFile] = [jest.fn(), jest.fn()];
  let draw = (): void => undefined;
  const preflight = new PagePreflight(
    { preflight: port },
    () => draw(),
    async () => new TextEncoder().encode('numpy>=1.26\nnetCDF4')
  );
  function Page(): JSX.Element {
    const [, redraw] = React.useReducer((count: number) => count + 1, 0);
    draw = redraw;
    return (
      <WillItRun
        state={preflight.state}
        notes={preflight.notesOf('a.ipynb')}
        needs={work.card.needs}
        bytes={work.bytes}
        copy={copy}
        openFile={openFile}
        retry={() => void preflight.look(work)}
        trans={trans}
      />
    );
  }
  render(<Page />);
  await act(async () => {
    void preflight.look(work);
    await settle();
  });
  const text = (): string => screen.queryByRole('region', { name: 'Will it run here?' })?.textContent ?? '';
  return { text, copy, openFile, port, preflight };
}

describe('WillItRun', () => {
  it('says in which kernel a work will run', async () => {
    const { text, port } = await show({});

    expect(text()).toBe('Will run here in Python 3.12.All 3 packages found');
    expect(port).toHaveBeenCalledWith('python3', 'python');
  });

  it('names what is missing, with a line to copy', async () => {
    const { text, copy } = await show({ installed: { modules: ['numpy'], distributions: [] } });

    expect(text()).toContain('Needs 2 packages: cartopy, opencv-python');
    expect(text()).toContain('Nothing is installed for you.');
    fireEvent.click(screen.getByRole('button', { name: 'Copy this line' }));
    expect(copy).toHaveBeenCalledWith('%pip install cartopy opencv-python');
  });

  it('says what to do where there is no kernel of the language', async () => {
    const { text } = await show({ kernel: null, installed: null }, { language: 'r', kernel: null });

    expect(text()).toContain('No R kernel on this hub.');
    expect(text()).toContain('ask your hub’s operator for one.');
  });

  it('promises nothing where it cannot look into a kernel', async () => {
    const { text } = await show({ installed: null });

    expect(text()).toContain('May run here in Python 3.12.');
  });

  it('says that another kernel takes the place of the work’s own', async () => {
    const { text } = await show({}, { kernel: { ...PYTHON, name: 'ice', displayName: 'Ice' } });

    expect(text()).toContain('Its own, Ice, is not here.');
  });

  it('warns of too little space', async () => {
    const { text } = await show({ freeBytes: 1e9 });

    expect(text()).toMatch(/Needs 2 GB; 1 GB are free here\./);
  });

  it('tells that it is looking', async () => {
    const { text } = await show(aPending<Preflight>().promise);

    expect(text()).toBe('Checking whether it runs here…');
  });

  it('tells when nobody could look, and looks again', async () => {
    const { text, port } = await show(aRefusal('unreachable'));

    expect(text()).toBe('Not checked: your server is off. Check again');
    await act(async () => {
      fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
      await settle();
    });
    expect(port).toHaveBeenCalledTimes(2);
  });

  it('tells why a server cannot look', async () => {
    const { text } = await show(aRefusal('not-set-up'));

    expect(text()).toBe('Not checked. No: not-set-up. Check again');
  });

  it('says nothing of a work without code', async () => {
    const { text, port } = await show({}, { language: null, kernel: null, packages: [] });

    expect(text()).toBe('');
    expect(port).not.toHaveBeenCalled();
  });

  it('shows the files of the environment, and what of requirements is not here', async () => {
    const { openFile, text } = await show({}, { environment: ['requirements.txt'] });

    expect(text()).toContain('Needs 1 package: netCDF4');
    fireEvent.click(screen.getByRole('button', { name: 'requirements.txt' }));
    expect(openFile).toHaveBeenCalledWith('requirements.txt');
  });

  it('notes what of the document that is read may not run elsewhere', async () => {
    const { text, preflight } = await show({});
    const cell = (source: string): object => ({
      cell_type: 'code',
      metadata: {},
      outputs: [],
      execution_count: null,
      source
    });
    const notebook = {
      nbformat: 4,
      nbformat_minor: 4,
      metadata: {},
      cells: [cell('%pip install xarray'), cell('open("ice.csv")'), cell('open("there.csv")')]
    };
    await act(async () => {
      await preflight.lookInto('a.ipynb', new TextEncoder().encode(JSON.stringify(notebook)), ['a.ipynb', 'there.csv']);
    });

    expect(text()).toContain('Cell 2 reads “ice.csv”, which is not among these files.');
    expect(text()).toContain('Cell 1 installs packages.');
    expect(text()).not.toContain('there.csv');
  });
});
