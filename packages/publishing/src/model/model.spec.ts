// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ME, PUBLISHED, Stage, aCheck, aPage, aScan, aSecret, refusal } from '../../test/fakes';
import { groupFindings } from './findings';
import type { PublishModel } from './model';
import { standingOf } from './standing';
import { audienceOf, coverOf } from './state';

/** Lets everything that only waits for promises happen. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) {
    await Promise.resolve();
  }
};

const groupOf = (model: PublishModel, index = 0): ReturnType<typeof groupFindings>[number] => {
  const group = groupFindings(model.state.checks)[index];
  if (!group) {
    throw new Error('no such finding');
  }
  return group;
};

describe('PublishModel, looking', () => {
  it('looks at the files once when it starts', async () => {
    const stage = new Stage();
    const model = stage.model();
    await Promise.all([model.start(), model.start()]);
    expect(stage.workspace.scans).toHaveLength(1);
    expect(model.state.phase).toEqual({ at: 'ready', trouble: null });
    expect(standingOf(model.state).kind).toBe('ready');
  });

  it('shows how far the look is', async () => {
    const stage = new Stage();
    stage.workspace.found = null;
    const model = stage.model();
    void model.start();
    await settle();
    stage.workspace.scans[0]?.job.tell({ phase: 'scan', files: [310, 1042] });
    expect(model.state.phase.at).toBe('looking');
    expect(model.state.looked?.files).toEqual([310, 1042]);
  });

  it('says why the first look failed, and can look again', async () => {
    const stage = new Stage();
    stage.workspace.found = null;
    const model = stage.model();
    void model.start();
    await settle();
    stage.workspace.scans[0]?.job.fail(refusal('file-changed', 'data.csv changed while it was read.'));
    await settle();
    expect(model.state.phase).toMatchObject({ at: 'failed', trouble: { text: 'data.csv changed while it was read.' } });
    stage.workspace.found = aScan();
    await model.lookAgain();
    expect(model.state.phase.at).toBe('ready');
  });

  it('keeps what is shown when a later look fails', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    stage.workspace.found = null;
    void model.lookAgain();
    await settle();
    stage.workspace.scans.at(-1)?.job.fail(refusal('unreachable'));
    await settle();
    expect(model.state.scan).not.toBeNull();
    expect(model.state.phase).toMatchObject({ at: 'ready', trouble: { text: 'The hub does not answer.' } });
  });

  it('gives up an earlier look when it looks again', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    stage.workspace.found = null;
    void model.lookAgain();
    void model.lookAgain();
    await settle();
    const [, first, second] = stage.workspace.scans;
    expect(first?.job.isCancelled).toBe(true);
    second?.job.end(aScan({ bytes: 7 }));
    await settle();
    expect(model.state.scan?.bytes).toBe(7);
    expect(model.state.isLooking).toBe(false);
  });

  it('looks anew when the hub answers again after a failure', async () => {
    const stage = new Stage();
    stage.atrium.status = 'unreachable';
    stage.workspace.found = aScan({ published: PUBLISHED });
    stage.service.page = refusal('unreachable', 'x', 0);
    const model = await stage.ready();
    expect(model.state.phase.at).toBe('failed');
    stage.service.page = aPage();
    stage.atrium.become('ready', ME);
    await settle();
    expect(model.state.phase.at).toBe('ready');
  });

  it('looks again when a document of the source was saved, not when another one was', async () => {
    const stage = new Stage();
    await stage.ready();
    stage.documents.changed.emit({ path: 'elsewhere/x.ipynb', isSaved: true });
    stage.documents.changed.emit({ path: 'glacier-melt-2/x.ipynb', isSaved: true });
    expect(stage.workspace.scans).toHaveLength(1);
    stage.documents.changed.emit({ path: 'glacier-melt/x.ipynb', isSaved: true });
    expect(stage.workspace.scans).toHaveLength(2);
  });

  it('tells of unsaved documents, saves them and looks again', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    stage.documents.dirty = ['glacier-melt/glacier-melt.ipynb'];
    stage.documents.changed.emit({ path: 'glacier-melt/glacier-melt.ipynb', isSaved: false });
    expect(model.state.unsaved).toEqual(['glacier-melt/glacier-melt.ipynb']);
    await model.saveAndLookAgain();
    expect(stage.documents.saved).toEqual(['glacier-melt/glacier-melt.ipynb']);
    expect(model.state.unsaved).toEqual([]);
  });

  it('stops listening and cancels what runs when it is disposed', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    stage.workspace.found = null;
    void model.lookAgain();
    model.dispose();
    model.dispose();
    stage.atrium.become('logged-out', null);
    expect(stage.workspace.scans.at(-1)?.job.isCancelled).toBe(true);
    expect(model.state.status).toBe('ready');
  });
});

describe('PublishModel, choosing', () => {
  it('fills the card from the files, the person and what was last used', async () => {
    const model = await new Stage().ready();
    expect(model.state.form).toMatchObject({
      title: 'Glacier melt',
      authors: [{ name: 'A. Rivera' }],
      licence: 'CC-BY-4.0',
      label: '1.0.0',
      from: { title: 'heading', licence: 'last-used' }
    });
    expect(coverOf(model.state)).toMatchObject({ kind: 'figure', figure: { cell: 8 } });
    expect(audienceOf(model.state)).toBe('hub');
  });

  it('leaves what the person wrote alone when it looks again', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    model.edit({ title: 'My title' });
    stage.workspace.found = aScan({ card: { ...aScan().card, title: 'Other', summary: 'New summary' } });
    await model.lookAgain();
    expect(model.state.form).toMatchObject({ title: 'My title', summary: 'New summary' });
    expect(model.state.form.from.title).toBeUndefined();
  });

  it('remembers choices over a reload', async () => {
    const stage = new Stage();
    const first = await stage.ready();
    first.edit({ title: 'My title', licence: null });
    first.setAudience('private');
    first.setReaders([{ kind: 'person', name: 'bob' }]);
    await first.leaveOut('data.csv', true);
    first.dispose();
    const second = await stage.ready();
    expect(second.state.form).toMatchObject({ title: 'My title', licence: null });
    expect(audienceOf(second.state)).toBe('private');
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual(['data.csv']);
  });

  it('looks again with and without a file and outputs', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    await model.leaveOut('data.csv', true);
    await model.includeOutputs(true);
    expect(stage.workspace.scans.at(-1)?.options).toEqual({
      source: 'glacier-melt',
      withOutputs: true,
      leaveOut: ['data.csv']
    });
    await model.leaveOut('data.csv', false);
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual([]);
  });

  it('falls back to the first figure when the chosen one is gone', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    const figure = { path: 'glacier-melt.ipynb', cell: 20, output: 0, mediaType: 'image/png' as const, bytes: 1 };
    stage.workspace.found = aScan({ figures: [...aScan().figures, figure] });
    await model.lookAgain();
    model.chooseCover({ kind: 'figure', figure });
    expect(coverOf(model.state)).toEqual({ kind: 'figure', figure });
    stage.workspace.found = aScan();
    await model.lookAgain();
    expect(coverOf(model.state)).toMatchObject({ figure: { cell: 8 } });
  });

  it('finds readers, and nobody when the hub does not answer', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    expect(await model.findReaders('b')).toEqual([{ kind: 'person', name: 'bob' }]);
    stage.service.client.findReaders = async () => Promise.reject(refusal('unreachable'));
    expect(await model.findReaders('b')).toEqual([]);
  });
});

describe('PublishModel, findings', () => {
  it('takes an answer, and takes it back', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aCheck()] });
    const model = await stage.ready();
    expect(standingOf(model.state)).toMatchObject({ kind: 'answer', count: 1 });
    model.answer(groupOf(model), true);
    expect(standingOf(model.state).kind).toBe('ready');
    model.answer(groupOf(model), false);
    expect(standingOf(model.state).kind).toBe('answer');
  });

  it('fixes equal findings file by file, shows it as done and looks again', async () => {
    const stage = new Stage();
    const checks = [aCheck({ id: 'a' }), aCheck({ id: 'b', path: 'sub/other.ipynb' }), aCheck({ id: 'c' })];
    stage.workspace.found = aScan({ checks });
    const model = await stage.ready();
    stage.workspace.found = aScan();
    await model.fix(groupOf(model), 'make-relative');
    expect(stage.documents.fixes.map(fix => [fix.path, fix.checks.map(check => check.id), fix.kind])).toEqual([
      ['glacier-melt/glacier-melt.ipynb', ['a', 'c'], 'make-relative'],
      ['glacier-melt/sub/other.ipynb', ['b'], 'make-relative']
    ]);
    expect(model.state.fixed).toHaveLength(1);
    expect(stage.workspace.scans).toHaveLength(2);
    expect(standingOf(model.state).kind).toBe('ready');
  });

  it('fixes the notebook itself when it goes alone', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ source: 'x/glacier-melt.ipynb', isFolder: false, checks: [aCheck()] });
    const model = stage.model('x/glacier-melt.ipynb');
    await model.start();
    await model.fix(groupOf(model), 'clear-output');
    expect(stage.documents.fixes[0]).toMatchObject({ path: 'x/glacier-melt.ipynb', folder: 'x' });
  });

  it('undoes a fix', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const model = await stage.ready();
    stage.workspace.found = aScan();
    await model.fix(groupOf(model), 'redact');
    const [fixed] = model.state.fixed;
    expect(fixed).toBeDefined();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    await model.undoFix(fixed as NonNullable<typeof fixed>);
    expect(stage.documents.undone).toEqual(['glacier-melt/glacier-melt.ipynb']);
    expect(model.state.fixed).toEqual([]);
    expect(standingOf(model.state).kind).toBe('fix');
  });

  it('says so when a fix can no longer be undone', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const model = await stage.ready();
    stage.workspace.found = aScan();
    await model.fix(groupOf(model), 'redact');
    stage.documents.canUndo = false;
    const [fixed] = model.state.fixed;
    await model.undoFix(fixed as NonNullable<typeof fixed>);
    expect(model.state.fixTrouble).toEqual({
      of: 'secret-1',
      text: 'glacier-melt/glacier-melt.ipynb was changed since. Undo it in the document.'
    });
    expect(model.state.fixed).toHaveLength(1);
  });

  it('says why a fix did not work, beside the finding', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const model = await stage.ready();
    stage.documents.fixError = new Error('the file is locked');
    await model.fix(groupOf(model), 'redact');
    expect(model.state.fixTrouble).toEqual({ of: 'secret-1', text: 'the file is locked' });
    expect(model.state.fixed).toEqual([]);
  });

  it('does not call a finding fixed that is still there', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const model = await stage.ready();
    await model.fix(groupOf(model), 'redact');
    expect(model.state.fixed).toEqual([]);
    expect(standingOf(model.state).kind).toBe('fix');
  });

  it('leaves a file out as a fix, and takes it in again by undoing it', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret({ path: 'keys.txt', fixes: ['leave-out'] })] });
    const model = await stage.ready();
    stage.workspace.found = aScan();
    await model.fix(groupOf(model), 'leave-out');
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual(['keys.txt']);
    const [fixed] = model.state.fixed;
    await model.undoFix(fixed as NonNullable<typeof fixed>);
    expect(stage.workspace.scans.at(-1)?.options.leaveOut).toEqual([]);
  });
});
