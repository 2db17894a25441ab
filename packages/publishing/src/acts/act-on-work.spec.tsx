// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WorkPage } from '@jupyter-atrium/api';
import type { IAtrium } from '@jupyter-atrium/connection';
import { Dialog, Notification } from '@jupyterlab/apputils';
import { act, fireEvent, screen } from '@testing-library/react';
import { FakeAtrium, WORK, aCheck, aPage, aSecret, refusal, trans } from '../../test/fakes';
import { type IActOptions, changeAudience, restoreWork, withdrawWork } from './act-on-work';

type Calls = Record<string, jest.Mock>;

/** This hub's Atrium with one work of the person's own. */
function anAtrium(page: Partial<WorkPage> = {}, calls: Calls = {}): { atrium: FakeAtrium; calls: Calls } {
  const atrium = new FakeAtrium();
  const all: Calls = {
    getWork: jest.fn(async () => aPage(page)),
    withdrawWork: jest.fn(async () => undefined),
    restoreWork: jest.fn(async () => undefined),
    editWork: jest.fn(async () => aPage()),
    findReaders: jest.fn(async () => ({ readers: [] })),
    ...calls
  };
  Object.defineProperty(atrium, 'client', { value: all });
  return { atrium, calls: all };
}

/** The acts as the commands call them. */
function optionsOf(atrium: FakeAtrium): IActOptions {
  return { atrium: atrium as unknown as IAtrium, trans };
}

async function press(name: string): Promise<void> {
  const label = await screen.findByText(name, { selector: '.jp-Dialog-buttonLabel' });
  await act(async () => label.closest('button')?.click());
}

beforeEach(() => {
  jest.spyOn(Notification, 'info').mockReturnValue('');
  jest.spyOn(Notification, 'error').mockReturnValue('');
});

afterEach(() => {
  Dialog.flush();
  jest.restoreAllMocks();
});

describe('withdrawWork', () => {
  it('says what happens in plain words, and withdraws with the reason given', async () => {
    const { atrium, calls } = anAtrium({ copies: 38 });
    const done = withdrawWork(optionsOf(atrium), { work: WORK, label: null });

    await screen.findByText(/takes it out of the gallery, search and collections/);
    expect(screen.getByText(/Nobody can bring it back/)).toBeTruthy();
    expect(screen.getByText(/The 38 copies that were opened stay with their owners/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Why'), { target: { value: 'error' } });
    fireEvent.change(screen.getByLabelText('In your words'), { target: { value: 'Station 4.' } });
    await press('Withdraw');
    await done;

    expect(calls.withdrawWork).toHaveBeenCalledWith({
      params: { work: WORK },
      body: { label: null, scope: 'retract', category: 'error', reason: 'Station 4.' }
    });
    expect(atrium.announced).toEqual([WORK]);
  });

  it('offers to bring it back at once', async () => {
    const { atrium, calls } = anAtrium();
    const done = withdrawWork(optionsOf(atrium), { work: WORK, label: '1.3.0' });
    await press('Withdraw');
    await done;

    const [, options] = (Notification.info as jest.Mock).mock.calls[0] as [string, Notification.IOptions<never>];
    options.actions?.[0]?.callback(new MouseEvent('click'));

    expect(calls.restoreWork).toHaveBeenCalledWith({ params: { work: WORK }, body: { label: '1.3.0' } });
  });

  it('erases only after it was asked twice', async () => {
    const { atrium, calls } = anAtrium();
    const first = withdrawWork(optionsOf(atrium), { work: WORK, label: null });
    await press('Erase for Good…');
    await screen.findByText('This cannot be undone, by you or anybody else.');
    await press('Cancel');
    await first;
    const before = calls.withdrawWork?.mock.calls.length;

    const second = withdrawWork(optionsOf(atrium), { work: WORK, label: null });
    await press('Erase for Good…');
    await press('Erase for Good');
    await second;

    expect(before).toBe(0);
    expect(calls.withdrawWork?.mock.calls[0]).toMatchObject([{ body: { scope: 'erase' } }]);
  });

  it('offers only to erase what is withdrawn already', async () => {
    const { atrium } = anAtrium({ state: 'retracted' });
    const done = withdrawWork(optionsOf(atrium), { work: WORK, label: null });
    await screen.findByText(/Nobody can bring it back/);
    expect(screen.queryByText('Withdraw', { selector: '.jp-Dialog-buttonLabel' })).toBeNull();
    await press('Cancel');
    await done;
  });

  it('changes nothing when it is cancelled, and says why it could not be done', async () => {
    const { atrium, calls } = anAtrium(
      {},
      { withdrawWork: jest.fn().mockRejectedValue(refusal('not-allowed', 'No.')) }
    );
    const cancelled = withdrawWork(optionsOf(atrium), { work: WORK, label: null });
    await press('Cancel');
    await cancelled;
    expect(calls.withdrawWork).not.toHaveBeenCalled();

    const refused = withdrawWork(optionsOf(atrium), { work: WORK, label: null });
    await press('Withdraw');
    await refused;

    expect(Notification.error).toHaveBeenCalledWith('No.');
    expect(atrium.announced).toEqual([]);
  });
});

describe('restoreWork', () => {
  it('brings back a work, and tells the lists', async () => {
    const { atrium, calls } = anAtrium();

    await restoreWork(optionsOf(atrium), { work: WORK, label: null });

    expect(calls.restoreWork).toHaveBeenCalledWith({ params: { work: WORK }, body: { label: null } });
    expect(atrium.announced).toEqual([WORK]);
  });
});

describe('changeAudience', () => {
  const chooseHub = async (): Promise<void> => {
    fireEvent.click(await screen.findByLabelText(/^This hub/));
    await press('Change Who May See It');
  };

  it('asks nothing more where no question is open', async () => {
    const { atrium, calls } = anAtrium({ audience: 'private' });
    const done = changeAudience(optionsOf(atrium), { work: WORK, label: null });
    await chooseHub();
    await done;

    expect(calls.editWork?.mock.calls).toEqual([
      [{ params: { work: WORK }, body: { audience: 'hub', readers: [], acknowledged: [] } }]
    ]);
    expect(atrium.announced).toEqual([WORK]);
  });

  it('asks again what the gate asks before more people see it, and goes on with the answers', async () => {
    const open = Object.assign(refusal('checks-open'), { detail: { checks: [aCheck()] } });
    const editWork = jest.fn().mockRejectedValueOnce(open).mockResolvedValue(aPage());
    const { atrium } = anAtrium({ audience: 'private' }, { editWork });
    const done = changeAudience(optionsOf(atrium), { work: WORK, label: null });
    await chooseHub();

    await screen.findByText('The output of cell 3 shows a home folder.', { exact: false });
    await press('Keep It, and Go On');
    await done;

    expect(editWork.mock.calls[1]).toMatchObject([{ body: { acknowledged: ['personal-path-1'] } }]);
  });

  it('does not widen what holds a secret, and says what to do', async () => {
    const open = Object.assign(refusal('checks-open'), { detail: { checks: [aSecret()] } });
    const editWork = jest.fn().mockRejectedValue(open);
    const { atrium } = anAtrium({ audience: 'private' }, { editWork });
    const done = changeAudience(optionsOf(atrium), { work: WORK, label: null });
    await chooseHub();

    await screen.findByText(/Fix it in your files and publish an update/);
    await press('Close');
    await done;

    expect(editWork).toHaveBeenCalledTimes(1);
    expect(atrium.announced).toEqual([]);
  });

  it('changes nothing where everything stays as it was', async () => {
    const { atrium, calls } = anAtrium({ audience: 'hub' });
    const done = changeAudience(optionsOf(atrium), { work: WORK, label: null });
    await press('Change Who May See It');
    await done;

    expect(calls.editWork).not.toHaveBeenCalled();
  });
});
