// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest, aWork } from '@jupyter-atrium/api/testing';
import {
  DRAFT,
  PUBLISHED,
  Stage,
  WORK,
  aCheck,
  aDraft,
  aPage,
  aReleaseWithFiles,
  aScan,
  aSealed,
  aSecret,
  refusal
} from '../../test/fakes';
import { groupFindings } from './findings';
import type { PublishModel } from './model';
import { standingOf } from './standing';
import { audienceOf, baseOf } from './state';

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

describe('PublishModel, sending', () => {
  it('publishes exactly what was reviewed', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aCheck()] });
    stage.workspace.sealed = aSealed({ checks: [aCheck()] });
    const model = await stage.ready();
    model.answer(groupOf(model), true);
    await model.publish();
    expect(stage.service.published[0]?.body).toEqual({
      filesDigest: aDigest('f'),
      acknowledged: ['personal-path-1'],
      label: '1.0.0',
      note: '',
      audience: 'hub',
      readers: [],
      card: { ...aScan().card, authors: [{ name: 'A. Rivera' }], licence: 'CC-BY-4.0' },
      cover: aDigest('c'),
      madeFrom: []
    });
    expect(stage.workspace.sends[0]).toMatchObject({ ticket: 'ticket', options: { source: 'glacier-melt' } });
    expect(model.state.phase).toMatchObject({ at: 'published', work: { label: '1.0.0' } });
  });

  it('remembers beside the files what they became, and tells the other features', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    model.edit({ title: 'Mine' });
    await model.leaveOut('data.csv', true);
    await model.publish();
    const { id, url, manifest } = aWork();
    expect(stage.workspace.remembered).toEqual([
      { source: 'glacier-melt', published: { work: id, url, label: '1.0.0', manifest, filesDigest: aDigest('f') } }
    ]);
    expect(stage.atrium.announced).toContain(id);
    expect(stage.memory.kept.get('glacier-melt')).toMatchObject({ leaveOut: ['data.csv'], card: {} });
    expect(stage.memory.last).toMatchObject({ licence: 'CC-BY-4.0', audience: 'hub' });
  });

  it('is published even if that cannot be remembered', async () => {
    const stage = new Stage();
    stage.workspace.rememberError = new Error('disk full');
    const model = await stage.ready();
    await model.publish();
    expect(model.state.phase).toMatchObject({ at: 'published', trouble: { way: 'none' } });
  });

  it('does nothing while something stands against it', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const model = await stage.ready();
    await model.publish();
    expect(stage.service.calls).not.toContain('openDraft');
  });

  it('publishes nothing when the files changed meanwhile, and looks again', async () => {
    const stage = new Stage();
    stage.workspace.sealed = aSealed({ filesDigest: aDigest('e') });
    const model = await stage.ready();
    await model.publish();
    await settle();
    expect(stage.service.published).toEqual([]);
    expect(stage.workspace.scans).toHaveLength(2);
    expect(model.state.phase).toMatchObject({ at: 'ready', trouble: { way: 'look' } });
  });

  it('shows what the hub’s own checks found, and publishes after the answer without sending again', async () => {
    const stage = new Stage();
    const found = aCheck({ id: 'operator-pattern-1', kind: 'operator-pattern' });
    stage.workspace.sealed = aSealed({ checks: [found] });
    const model = await stage.ready();
    await model.publish();
    expect(stage.service.published).toEqual([]);
    expect(model.state.checks).toEqual([found]);
    expect(model.state.phase).toMatchObject({ trouble: { text: 'The hub’s own checks found 1 thing.' } });
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ checks: [found] }) });
    model.answer(groupOf(model), true);
    await model.publish();
    expect(stage.workspace.sends).toHaveLength(1);
    expect(stage.service.published[0]?.body.acknowledged).toEqual(['operator-pattern-1']);
    expect(model.state.phase.at).toBe('published');
  });

  it('keeps showing what the hub found when it looks again at the same files', async () => {
    const stage = new Stage();
    const found = aSecret({ id: 'secret-of-the-hub' });
    stage.workspace.sealed = aSealed({ checks: [found] });
    const model = await stage.ready();
    await model.publish();
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ checks: [found] }) });
    await model.lookAgain();
    expect(model.state.checks).toEqual([found]);
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ checks: [] }) });
    await model.lookAgain();
    expect(standingOf(model.state).kind).toBe('ready');
  });

  it('sends files with a seeming secret only to have it confirmed, and publishes nothing', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    stage.workspace.sealed = aSealed({ checks: [aSecret()] });
    const model = await stage.ready();
    await model.sendForConfirmation();
    expect(stage.workspace.sends).toHaveLength(1);
    expect(stage.service.published).toEqual([]);
    expect(model.state.draft).toMatchObject({ id: DRAFT, state: 'sealed' });
    expect(standingOf(model.state).kind).toBe('fix');
  });

  it('tells progress, which never goes back', async () => {
    const stage = new Stage();
    stage.workspace.sealed = null;
    const model = await stage.ready();
    void model.publish();
    await settle();
    const job = stage.workspace.sends[0]?.job;
    job?.tell({ phase: 'read', done: 50, total: 100 });
    expect(model.state.phase).toMatchObject({ at: 'sending', step: 'sending', percent: 0 });
    job?.tell({ phase: 'send', done: 64, total: 100 });
    expect(model.state.phase).toMatchObject({ percent: 64 });
    job?.tell({ phase: 'send', done: 10, total: 100 });
    expect(model.state.phase).toMatchObject({ percent: 64 });
    job?.tell({ phase: 'verify', done: 0, total: 100 });
    expect(model.state.phase).toMatchObject({ step: 'checking', percent: 100 });
  });

  it('stops when cancelled, and goes on from there', async () => {
    const stage = new Stage();
    stage.workspace.sealed = null;
    const model = await stage.ready();
    const publishing = model.publish();
    await settle();
    stage.workspace.sends[0]?.job.tell({ phase: 'send', done: 64, total: 100 });
    model.cancel();
    await publishing;
    expect(stage.workspace.sends[0]?.job.isCancelled).toBe(true);
    expect(model.state.phase).toEqual({ at: 'stopped', percent: 64, trouble: null });
    stage.service.held = aDraft();
    stage.workspace.sealed = aSealed();
    await model.publish();
    expect(stage.service.calls).toContain('reopenDraft');
    expect(stage.workspace.sends[1]?.ticket).toBe('fresh ticket');
    expect(model.state.phase.at).toBe('published');
  });

  it('begins with another draft when the one on the hub holds other files', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ filesDigest: aDigest('e') }) });
    stage.service.drafts = [stage.service.held];
    await model.startOver();
    await model.publish();
    expect(stage.service.calls).toEqual(expect.arrayContaining(['discardDraft', 'openDraft']));
    expect(model.state.phase.at).toBe('published');
  });

  it('takes up a draft of an earlier visit', async () => {
    const stage = new Stage();
    stage.service.held = aDraft({ received: 6_656_000 });
    stage.service.drafts = [aDraft({ source: 'other' }), stage.service.held];
    const model = await stage.ready();
    expect(model.state.phase).toEqual({ at: 'stopped', percent: 64, trouble: null });
  });

  it('is ready, not stopped, when the draft ended meanwhile', async () => {
    const stage = new Stage();
    stage.service.held = aDraft();
    stage.service.drafts = [stage.service.held];
    const model = await stage.ready();
    stage.service.held = null;
    await model.lookAgain();
    expect(model.state.phase.at).toBe('ready');
  });

  it.each([
    ['disk-full', 'The hub’s disk is full. Nothing is published; your draft is kept for a day.', 'again'],
    ['ticket-ended', 'Your session ended while sending. Log in, then press Continue.', 'log-in'],
    ['file-changed', 'week3/data.csv changed while it was read.', 'again'],
    ['unreachable', 'Connection lost at 64 %.', 'again']
  ])('says what happened and stays stopped: %s', async (code, text, way) => {
    const stage = new Stage();
    stage.workspace.sealed = null;
    const model = await stage.ready();
    const publishing = model.publish();
    await settle();
    stage.workspace.sends[0]?.job.tell({ phase: 'send', done: 64, total: 100 });
    stage.workspace.sends[0]?.job.fail(refusal(code, 'week3/data.csv changed while it was read.'));
    await publishing;
    expect(model.state.phase).toMatchObject({ at: 'stopped', percent: 64, trouble: { text, way } });
  });

  it('is ready again when nothing reached the hub', async () => {
    const stage = new Stage();
    stage.service.openError = refusal('quota-exceeded', 'You have 20 of 20 GB. Withdraw something first.');
    const model = await stage.ready();
    await model.publish();
    expect(model.state.phase).toMatchObject({
      at: 'ready',
      trouble: { text: expect.stringContaining('20 of 20 GB') as string }
    });
  });

  it('puts a taken label under its field, and lets go of it when it is edited', async () => {
    const stage = new Stage();
    stage.service.publishError = refusal('label-taken');
    const model = await stage.ready();
    await model.publish();
    expect(model.state.refused.label).toBe('1.0.0 is taken. Choose another label.');
    model.edit({ label: '1.0.1' });
    expect(model.state.refused).toEqual({});
  });

  it('asks for the hub’s checks when it holds some open', async () => {
    const stage = new Stage();
    stage.service.publishError = refusal('checks-open');
    const model = await stage.ready();
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ checks: [aSecret()] }) });
    await model.publish();
    expect(model.state.checks.map(check => check.id)).toEqual(['secret-1']);
  });

  it('asks again with the same key when the answer to publishing was lost', async () => {
    const stage = new Stage();
    stage.service.publishError = refusal('unreachable', 'x', 0);
    const model = await stage.ready();
    await model.publish();
    expect(model.state.phase).toMatchObject({ at: 'stopped', percent: null });
    stage.service.publishError = null;
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed() });
    await model.publish();
    const [first, second] = stage.service.published;
    expect(first?.key).toBe(second?.key);
    expect(model.state.phase.at).toBe('published');
  });

  it('publishes nothing twice when only the answer was lost', async () => {
    const stage = new Stage();
    stage.service.publishError = refusal('unreachable', 'x', 0);
    const model = await stage.ready();
    await model.publish();
    stage.service.publishError = null;
    stage.service.held = aDraft({ state: 'published', work: aPage().id, sealed: null });
    stage.service.release = { ...stage.service.release, filesDigest: model.state.scan?.filesDigest ?? '' };
    await model.publish();
    expect(stage.service.published).toHaveLength(1);
    expect(model.state.phase).toMatchObject({ at: 'published', work: { id: aPage().id } });
  });

  it('asks with another key after a change', async () => {
    const stage = new Stage();
    stage.service.publishError = refusal('label-taken');
    const model = await stage.ready();
    await model.publish();
    model.edit({ label: '2.0.0' });
    await model.publish();
    const [first, second] = stage.service.published;
    expect(first?.key).not.toBe(second?.key);
  });

  it('begins anew after a release', async () => {
    const stage = new Stage();
    const model = await stage.ready();
    await model.publish();
    stage.workspace.found = aScan({ published: PUBLISHED });
    await model.startOver();
    expect(model.state.phase.at).toBe('ready');
    expect(baseOf(model.state)?.release.label).toBe('1.3.0');
  });
});

describe('PublishModel, updating', () => {
  const stageOfUpdate = (): Stage => {
    const stage = new Stage();
    stage.workspace.found = aScan({ published: PUBLISHED });
    stage.service.release = aReleaseWithFiles({
      entries: [
        { path: 'glacier-melt.ipynb', digest: aDigest('9'), size: 1, mediaType: 'application/x-ipynb+json' },
        { path: 'old.txt', digest: aDigest('8'), size: 1, mediaType: 'text/plain' }
      ]
    });
    return stage;
  };

  it('starts from the newest release: card, audience and cover as before, the next label', async () => {
    const model = await stageOfUpdate().ready();
    expect(model.state.form).toMatchObject({
      title: 'Glacier melt from satellite altimetry',
      label: '1.4.0',
      from: { title: 'before' }
    });
    expect(audienceOf(model.state)).toBe('hub');
    expect(standingOf(model.state).kind).toBe('ready');
  });

  it('sends an update of that work, with the cover as it was', async () => {
    const stage = stageOfUpdate();
    stage.service.page = aPage({ card: { ...aPage().card, cover: aDigest('7') } });
    const model = await stage.ready();
    model.edit({ note: ' Corrects the units. ' });
    await model.publish();
    expect(stage.service.published[0]?.body).toMatchObject({
      label: '1.4.0',
      note: 'Corrects the units.',
      cover: aDigest('7')
    });
    expect(stage.service.calls).not.toContain('putCover');
    expect(model.state.phase.at).toBe('published');
  });

  it('compares changed notebooks unasked, other files when asked', async () => {
    const stage = stageOfUpdate();
    const model = await stage.ready();
    await settle();
    expect(stage.compared).toEqual(['glacier-melt.ipynb']);
    await model.compare('old.txt');
    await model.compare('old.txt');
    expect(stage.compared).toEqual(['glacier-melt.ipynb', 'old.txt']);
  });

  it('keeps comparisons of files that are still the same', async () => {
    const stage = stageOfUpdate();
    const model = await stage.ready();
    await settle();
    await model.lookAgain();
    expect(stage.compared).toEqual(['glacier-melt.ipynb']);
    expect([...model.state.comparisons.keys()]).toEqual(['glacier-melt.ipynb']);
  });

  it('says that nothing changed', async () => {
    const stage = stageOfUpdate();
    stage.service.release = aReleaseWithFiles({ filesDigest: aDigest('f') });
    const model = await stage.ready();
    expect(standingOf(model.state)).toEqual({ kind: 'same', label: '1.3.0' });
  });

  it('publishes as a new work instead, and back', async () => {
    const stage = stageOfUpdate();
    const model = await stage.ready();
    model.setNewWork(true);
    expect(baseOf(model.state)).toBeNull();
    expect(model.state.form).toMatchObject({ title: 'Glacier melt', label: '1.0.0' });
    model.setNewWork(false);
    expect(model.state.form.label).toBe('1.4.0');
  });

  it.each([
    ['is gone', refusal('work-not-found', 'x', 404)],
    ['was withdrawn', refusal('work-withdrawn', 'x', 410)],
    ['is another service’s', aPage({ url: 'https://other.example/works/1' })],
    ['may not be updated', aPage({ can: { edit: false, publish: false, withdraw: false } })]
  ])('offers a new work when the one before %s', async (_, page) => {
    const stage = stageOfUpdate();
    stage.service.page = page;
    const model = await stage.ready();
    expect(baseOf(model.state)).toBeNull();
    expect(model.state.form.label).toBe('1.0.0');
  });

  it('does not use the draft of a new work for an update', async () => {
    const stage = stageOfUpdate();
    stage.service.held = aDraft({ work: null });
    stage.service.drafts = [stage.service.held];
    const model = await stage.ready();
    await model.publish();
    expect(stage.service.calls).toContain('discardDraft');
    expect(stage.service.calls).not.toContain('reopenDraft');
    expect(model.state.phase).toMatchObject({ at: 'published' });
  });

  it('looks at the newer release when another came out meanwhile', async () => {
    const stage = stageOfUpdate();
    stage.service.publishError = refusal('base-moved');
    const model = await stage.ready();
    await model.publish();
    expect(model.state.phase).toMatchObject({ at: 'ready', trouble: { way: 'look' } });
    expect(WORK).toBe(baseOf(model.state)?.page.id);
  });
});
