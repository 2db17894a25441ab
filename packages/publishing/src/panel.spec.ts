// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Widget } from '@lumino/widgets';
import { act } from '@testing-library/react';
import { PUBLISHED, Stage, aDraft, aReleaseWithFiles, aScan, aSealed, aSecret, trans } from '../test/fakes';
import { aHost } from '../test/page';
import { standingOf } from './model/standing';
import { PublishPanel } from './panel';

const attached: PublishPanel[] = [];

/** Shows the panel of a stage's model. */
const open = async (stage: Stage, source = 'work/glacier-melt.ipynb'): Promise<PublishPanel> => {
  const panel = new PublishPanel({ model: stage.model(source), host: aHost(), trans });
  attached.push(panel);
  await act(async () => {
    Widget.attach(panel, document.body);
    await panel.renderPromise;
  });
  await act(async () => {
    await panel.renderPromise;
  });
  return panel;
};

afterEach(async () => {
  await act(async () => attached.splice(0).forEach(panel => panel.dispose()));
});

const pressAccelEnter = (panel: PublishPanel): Promise<void> =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true });
    panel.node.dispatchEvent(event);
  });

describe('PublishPanel', () => {
  it('is called after its notebook, and looks at it when it is shown', async () => {
    const stage = new Stage();
    const panel = await open(stage);
    expect(panel.title.label).toBe('Publish glacier-melt');
    expect(panel.title.caption).toBe('work/glacier-melt.ipynb');
    expect(stage.workspace.scans).toHaveLength(1);
    expect(panel.node.querySelector('h2')?.textContent).toBe('What people will see');
  });

  it('says in its title that it is an update', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ published: PUBLISHED });
    stage.service.release = aReleaseWithFiles();
    const panel = await open(stage);
    expect(panel.title.label).toBe('Publish update glacier-melt');
  });

  it('reads what was answered on the hub’s own page when the person comes back to the window', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    stage.service.drafts = [aDraft({ state: 'sealed', sealed: aSealed({ checks: [aSecret()] }) })];
    stage.service.held = stage.service.drafts[0] ?? null;
    const panel = await open(stage, 'glacier-melt');
    expect(standingOf(panel.model.state).kind).toBe('fix');
    stage.service.held = aDraft({ state: 'sealed', sealed: aSealed({ checks: [aSecret({ level: 'note' })] }) });
    await act(async () => void window.dispatchEvent(new Event('focus')));
    expect(standingOf(panel.model.state).kind).toBe('ready');
  });

  it('publishes by Accel Enter', async () => {
    const stage = new Stage();
    const panel = await open(stage);
    await pressAccelEnter(panel);
    expect(panel.model.state.phase.at).toBe('published');
  });

  it('leads to what is to fix by Accel Enter', async () => {
    const stage = new Stage();
    stage.workspace.found = aScan({ checks: [aSecret()] });
    const panel = await open(stage);
    await pressAccelEnter(panel);
    expect(panel.model.state.phase.at).toBe('ready');
    expect(document.activeElement?.textContent).toBe('Redact it');
  });

  it('puts focus on the checks when asked', async () => {
    const panel = await open(new Stage());
    panel.focusChecks();
    expect(document.activeElement?.textContent).toContain('Checked just now');
  });

  it('is gone when it is closed', async () => {
    const panel = await open(new Stage());
    await act(async () => panel.close());
    expect(panel.isDisposed).toBe(true);
  });

  it('tells when it comes into sight and goes out of it', async () => {
    const panel = await open(new Stage());
    let count = 0;
    panel.sightChanged.connect(() => (count += 1));
    await act(async () => panel.hide());
    await act(async () => panel.show());
    expect(count).toBe(2);
  });
});
