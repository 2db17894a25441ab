// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import {
  ME,
  PUBLISHED,
  Stage,
  aCheck,
  aDraft,
  aReleaseWithFiles,
  aScan,
  aSealed,
  aSecret,
  refusal
} from '../../test/fakes';
import { aHost, having, show } from '../../test/page';

afterEach(cleanup);

const press = (name: string | RegExp): Promise<void> => having(() => screen.getByRole('button', { name }).click());

describe('the page of a first release', () => {
  it('shows what people will see, and where each field came from', async () => {
    await show(await new Stage().ready());
    expect(screen.getByLabelText('Title')).toHaveProperty('value', 'Glacier melt');
    expect(screen.getByText('from the first heading')).toBeTruthy();
    expect(screen.getByRole('group', { name: 'Authors' }).textContent).toContain('A. Rivera (you)');
    expect(screen.getByText('Ready: 2 files, 10.4 MB.')).toBeTruthy();
  });

  it('lists findings worst first, equal ones as one, with what can be done', async () => {
    const stage = new Stage();
    const more = [aCheck({ id: 'b' }), aCheck({ id: 'c' })];
    stage.workspace.found = aScan({ checks: [aCheck(), ...more, aSecret()] });
    await show(await stage.ready());
    const list = screen.getByRole('list', { name: 'Checked just now: 1 to fix, 1 to answer' });
    const [secret, paths] = within(list).getAllByRole('listitem');
    expect(secret?.textContent).toContain(
      'To fix: A Jupyter token is in the output of cell 7. It would let others act as you.'
    );
    expect(paths?.textContent).toContain('To answer: 3 outputs show your home folder.');
    expect(
      paths &&
        within(paths)
          .getAllByRole('button')
          .map(button => button.textContent)
    ).toEqual(['Make relative', 'Clear the outputs', 'Keep it', 'Show me']);
  });

  it('says that there is nothing to decide', async () => {
    await show(await new Stage().ready());
    expect(screen.getByRole('heading', { name: 'Checked just now: nothing to decide' })).toBeTruthy();
  });

  it('keeps the button focusable with its reason, and leads to the first thing to fix', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    await show(await stage.ready());
    const button = screen.getByRole('button', { name: 'Publish' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent?.trim()).toBe('Fix 1 thing before this can go out.');
    await press('Publish');
    expect(document.activeElement?.textContent).toBe('Redact it');
  });

  it('leads to an empty field before findings, and says what is wrong under it', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    await show(await stage.ready());
    const title = screen.getByLabelText('Title');
    await having(() => fireEvent.change(title, { target: { value: '' } }));
    expect(title.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(title.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Give it a title.');
    await press('Publish');
    expect(document.activeElement).toBe(title);
  });

  it('asks for a licence as a question', async () => {
    const stage = new Stage();
    stage.memory.last = { authors: [], audience: 'hub', withOutputs: false };
    await show(await stage.ready());
    expect(screen.getByText('Answer 1 question.', { exact: false })).toBeTruthy();
    await having(() => fireEvent.change(screen.getByLabelText('Licence'), { target: { value: 'none' } }));
    expect(screen.getByText('Ready: 2 files, 10.4 MB.', { exact: false })).toBeTruthy();
  });

  it('moves focus from a kept finding to its way back, and from there to the finding', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aCheck()] });
    await show(await stage.ready());
    await press('Keep it');
    expect(screen.getByText('Kept: The output of cell 3 shows a home folder.')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Undo');
    await press('Undo');
    expect(document.activeElement?.textContent).toBe('Make relative');
  });

  it('turns a fixed finding into a done line with the way back', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aCheck({ kind: 'error-output', fixes: ['clear-output'] })] });
    await show(await stage.ready());
    stage.workspace.found = aScan();
    await press('Clear the output');
    expect(screen.getByText('Error output of cell 3 cleared.')).toBeTruthy();
    expect(document.activeElement?.textContent).toBe('Undo');
  });

  it('shows the cells of a group one after the other', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aCheck(), aCheck({ id: 'b', cell: { index: 9, id: null } })] });
    const host = aHost();
    await show(await stage.ready(), { host });
    await press('Show me');
    await press('Show 2 of 2');
    expect(host.show.mock.calls.map(([check]) => check.cell?.index)).toEqual([2, 9]);
  });

  it('names what has unsaved changes, and saves it', async () => {
    const stage = new Stage();
    stage.documents.dirty = ['glacier-melt/lab.ipynb'];
    await show(await stage.ready());
    expect(screen.getByText('lab.ipynb has unsaved changes. They are not included.')).toBeTruthy();
    await press('Save and look again');
    expect(stage.documents.saved).toEqual(['glacier-melt/lab.ipynb']);
  });

  it('explains before it sends a seeming secret for confirmation, then links to the hub’s page', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    stage.workspace.sealed = aSealed({ checks: [aSecret()] });
    await show(await stage.ready());
    await press('Not a secret…');
    expect(stage.workspace.sends).toEqual([]);
    await press('Send and ask');
    expect(screen.getByRole('link', { name: 'Not a secret…' }).getAttribute('href')).toContain('/drafts/');
  });

  it('publishes nothing by asking, and goes on once the person said on the hub’s page that it is none', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    // Said of an earlier release already: the hub knows.
    stage.workspace.sealed = aSealed({ checks: [aSecret({ level: 'note' })] });
    await show(await stage.ready());
    await press('Not a secret…');
    await press('Send and ask');
    expect(stage.service.published).toEqual([]);
    expect(screen.getByText(/You said that this is no secret\./)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Not a secret…' })).toBeNull();
    await press('Publish');
    expect(stage.service.published).toHaveLength(1);
  });

  it('shows six files, the largest first, and more when asked', async () => {
    const stage = new Stage();
    const file = aScan().files[0] as ReturnType<typeof aScan>['files'][number];
    const files = Array.from({ length: 9 }, (_, at) => ({ ...file, path: `f${at}.csv`, size: at * 1000 }));
    stage.workspace.found = aScan({ files });
    await show(await stage.ready());
    const list = screen.getByRole('list', { name: 'Files that go out' });
    expect(within(list).getAllByRole('listitem')[0]?.textContent).toContain('f8.csv');
    expect(within(list).getAllByRole('listitem')).toHaveLength(7);
    await press('3 more files');
    expect(within(list).getAllByRole('listitem')).toHaveLength(9);
  });

  it('leaves a file out and takes it in again', async () => {
    const stage = new Stage();
    await show(await stage.ready());
    stage.workspace.found = aScan({ leftOut: [{ path: 'data.csv', reason: 'chosen', files: 1 }] });
    await press('Leave out data.csv');
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual(['data.csv']);
    await press('Take in data.csv again');
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual([]);
  });

  it('asks who may read a private work, and completes names', async () => {
    jest.useFakeTimers();
    const stage = new Stage();
    const model = await stage.ready();
    await show(model);
    await having(() => screen.getByRole('radio', { name: /^Private/ }).click());
    const field = screen.getByRole('combobox', { name: 'Add people or groups' });
    await having(() => fireEvent.change(field, { target: { value: 'b' } }));
    await having(() => jest.advanceTimersByTime(300));
    expect(screen.getByRole('option', { name: 'bob' })).toBeTruthy();
    await having(() => fireEvent.keyDown(field, { key: 'Enter' }));
    expect(model.state.readers).toEqual([{ kind: 'person', name: 'bob' }]);
    jest.useRealTimers();
  });

  it('warns before the network and the public', async () => {
    await show(await new Stage().ready());
    expect(screen.queryByText(/cannot be forced to vanish/)).toBeNull();
    await having(() => screen.getByRole('radio', { name: /^Public/ }).click());
    expect(screen.getByText(/^Any hub can read it, .* cannot be forced to vanish/)).toBeTruthy();
  });

  it('says so where the hub is not in the network yet', async () => {
    const stage = new Stage();
    stage.atrium.me = { ...ME, isInNetwork: false };
    await show(await stage.ready());
    await having(() => screen.getByRole('radio', { name: /^Network/ }).click());
    expect(screen.getByText(/^This hub is not in the network yet/)).toBeTruthy();
  });

  it('has nothing to choose for who is alone', async () => {
    const stage = new Stage();
    stage.atrium.me = { ...ME, isSolo: true };
    await show(await stage.ready());
    expect(screen.getByText('Only you use this Atrium.')).toBeTruthy();
    expect(screen.queryByRole('radio', { name: /^Network/ })).toBeNull();
  });

  it('tells who may not publish whom to ask', async () => {
    const stage = new Stage();
    stage.atrium.me = { ...ME, can: { ...ME.can, publish: false } };
    await show(await stage.ready());
    expect(screen.getByText('You may read here, not publish. Ask ada.')).toBeTruthy();
  });

  it('leads back in when the session has ended', async () => {
    const stage = new Stage();
    const host = aHost();
    await show(await stage.ready(), { host });
    await having(() => stage.atrium.become('logged-out', null));
    await press('Log in again');
    expect(host.logIn).toHaveBeenCalled();
  });

  it('takes authors with an ORCID iD, and refuses a wrong one', async () => {
    const model = await new Stage().ready();
    await show(model);
    await having(() =>
      within(screen.getByRole('group', { name: 'Authors' }))
        .getByText('Add…')
        .click()
    );
    await having(() => fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'L. Novák' } }));
    const orcid = screen.getByLabelText('ORCID iD, if any');
    await having(() => fireEvent.change(orcid, { target: { value: '123' } }));
    await press('Add');
    expect(model.state.form.authors).toHaveLength(1);
    await having(() => fireEvent.change(orcid, { target: { value: 'https://orcid.org/0000-0002-1825-0097' } }));
    await press('Add');
    expect(model.state.form.authors[1]).toEqual({ name: 'L. Novák', orcid: '0000-0002-1825-0097' });
  });

  it('adds tags by Enter and takes the last one away by Backspace', async () => {
    const model = await new Stage().ready();
    await show(model);
    await having(() =>
      within(screen.getByRole('group', { name: 'Tags' }))
        .getByText('Add…')
        .click()
    );
    const field = screen.getByLabelText('New tag');
    await having(() => fireEvent.change(field, { target: { value: ' ice ' } }));
    await having(() => fireEvent.keyDown(field, { key: 'Enter' }));
    expect(model.state.form.tags).toEqual(['glaciology', 'ice']);
    await having(() => fireEvent.keyDown(field, { key: 'Backspace' }));
    expect(model.state.form.tags).toEqual(['glaciology']);
  });

  it('offers every figure as cover, and none', async () => {
    const model = await new Stage().ready();
    await show(model);
    await press('Choose another cover…');
    await having(() => screen.getByRole('radio', { name: 'No cover' }).click());
    expect(model.state.cover).toEqual({ kind: 'none' });
  });

  it('closes the list of files at first where there is little room', async () => {
    await show(await new Stage().ready(), { isNarrow: true });
    expect(screen.queryByRole('list', { name: 'Files that go out' })).toBeNull();
  });
});

describe('the page while sending', () => {
  it('shows progress, announces quarters only, and can be cancelled', async () => {
    const stage = new Stage();
    stage.workspace.sealed = null;
    await show(await stage.ready());
    await press('Publish');
    const job = stage.workspace.sends[0]?.job;
    await having(() =>
      job?.tell({ phase: 'send', done: 7_900_000, total: 12_400_000, held: 3_100_000, files: [6, 9] })
    );
    const words = 'Sending 6 of 9 files, 7.9 of 12.4 MB (3.1 MB were here already)';
    expect(screen.getByText(words, { exact: false })).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('63');
    expect(screen.getByRole('status').textContent).toBe('50 % sent');
    expect(screen.getByLabelText('Title').closest('fieldset')?.disabled).toBe(true);
    await press('Cancel');
    expect(screen.getByRole('status').textContent).toBe('Stopped at 63 %. Nothing is published yet.');
    expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy();
  });

  it('counts down to the next try', async () => {
    const stage = new Stage();
    stage.workspace.sealed = null;
    await show(await stage.ready());
    await press('Publish');
    const job = stage.workspace.sends[0]?.job;
    await having(() => job?.tell({ phase: 'send', done: 64, total: 100 }));
    await having(() => job?.tell({ state: 'waiting', retryInMs: 7600 }));
    expect(screen.getByText('Connection lost at 64 %. Trying again in 8 s.', { exact: false })).toBeTruthy();
  });

  it('alerts what stopped it, with the details to copy', async () => {
    const stage = new Stage();
    stage.service.openError = refusal('disk-full', 'full', 507);
    const host = aHost();
    await show(await stage.ready(), { host });
    await press('Publish');
    expect(screen.getByRole('alert').textContent).toContain('The hub’s disk is full.');
    await press('Copy details');
    expect(host.copy.mock.calls[0]?.[0]).toContain('disk-full');
  });
});

describe('the page of what is done', () => {
  it('says what was published for whom, takes focus, and leads on', async () => {
    const stage = new Stage();
    const host = aHost();
    const model = await stage.ready();
    model.setAudience('network');
    await show(model, { host });
    await press('Publish');
    const title = screen.getByRole('heading', { name: 'Published as 1.0.0 for the network' });
    expect(document.activeElement).toBe(title);
    await press('Copy link');
    expect(host.copy.mock.calls[0]?.[0]).toMatch(/^https:/);
    expect(screen.getByRole('button', { name: 'Copied' })).toBeTruthy();
    await press('Open page');
    expect(host.openWork).toHaveBeenCalled();
  });
});

describe('the page of an update', () => {
  const stageOfUpdate = (): Stage => {
    const stage = new Stage();
    stage.workspace.found = aScan({ published: PUBLISHED });
    stage.service.release = aReleaseWithFiles({ entries: [] });
    return stage;
  };

  it('begins with what changed, and asks what people should know', async () => {
    const model = await stageOfUpdate().ready();
    await show(model);
    expect(screen.getByRole('heading', { name: 'What changed since 1.3.0' })).toBeTruthy();
    expect(screen.getByText('2 files added.')).toBeTruthy();
    expect(screen.getByLabelText('Label')).toHaveProperty('value', '1.4.0');
    await having(() => fireEvent.change(screen.getByLabelText('What should people know?'), { target: { value: 'A' } }));
    expect(model.state.form.note).toBe('A');
    expect(screen.getByText('Card as it was.', { exact: false })).toBeTruthy();
    expect(screen.getByText('This hub, as before.', { exact: false })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Publish update' })).toBeTruthy();
  });

  it('opens the card and the audience to be changed', async () => {
    await show(await stageOfUpdate().ready());
    await press('Edit');
    await having(() => fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'New' } }));
    expect(screen.getByText('Card changed.', { exact: false })).toBeTruthy();
    await press('Change');
    expect(screen.getByRole('radio', { name: /^This hub/ })).toHaveProperty('checked', true);
  });

  it('says that nothing changed', async () => {
    const stage = stageOfUpdate();
    stage.service.release = aReleaseWithFiles({ filesDigest: aScan().filesDigest });
    await show(await stage.ready());
    expect(screen.getByText('Same as 1.3.0: nothing to publish.')).toBeTruthy();
  });

  it('goes on where it stopped', async () => {
    const stage = stageOfUpdate();
    stage.service.held = aDraft({ work: PUBLISHED.work, received: 5_200_000 });
    stage.service.drafts = [stage.service.held];
    await show(await stage.ready());
    expect(screen.getByRole('status').textContent).toBe('Stopped at 50 %. Nothing is published yet.');
    expect(screen.getByRole('button', { name: 'Continue' })).toBeTruthy();
  });
});

describe('the page before anything is known', () => {
  it('says how far the look is', async () => {
    const stage = new Stage();
    stage.workspace.found = null;
    const model = stage.model();
    await show(model);
    await having(() => model.start());
    await having(() => stage.workspace.scans[0]?.job.tell({ phase: 'scan', files: [310, 1042] }));
    expect(screen.getByText('Looking at 310 of 1,042 files…', { exact: false })).toBeTruthy();
  });

  it('says why it failed, and tries again', async () => {
    const stage = new Stage();
    stage.workspace.found = null;
    const model = stage.model();
    await show(model);
    await having(() => model.start());
    await having(() => stage.workspace.scans[0]?.job.fail(refusal('source-not-found', 'glacier-melt is gone.')));
    expect(screen.getByRole('alert').textContent).toContain('glacier-melt is gone.');
    stage.workspace.found = aScan();
    await press('Try again');
    expect(screen.getByLabelText('Title')).toBeTruthy();
  });
});
