// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CommandIDs, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { type ILayoutRestorer, JupyterFrontEnd } from '@jupyterlab/application';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { FakeAtrium, FakeWorkspace } from '../../test/fakes';
import { CommandIDs as OwnIDs } from '../commands/ids';
import type { PublishPanel } from '../panel';
import { IPublishing } from '../tokens';
import plugins from './index';

const IDS = [CommandIDs.publish, OwnIDs.publishUpdate, OwnIDs.check];

/** JupyterLab, as far as the plugins touch it. */
class Stub {
  readonly commands = new CommandRegistry();
  readonly added: Widget[] = [];
  readonly atrium = new FakeAtrium();
  readonly workspace = new FakeWorkspace();
  readonly restored: Parameters<ILayoutRestorer['restore']>[1][] = [];
  readonly palette: string[] = [];
  underMenu: HTMLElement | undefined = undefined;
  readonly docManager = { contextForWidget: () => undefined };
  readonly app = {
    commands: this.commands,
    contextMenuHitTest: (test: (node: HTMLElement) => boolean) =>
      this.underMenu && test(this.underMenu) ? this.underMenu : undefined,
    shell: {
      currentWidget: null,
      widgets: () => [][Symbol.iterator](),
      add: (widget: Widget) => {
        this.added.push(widget);
        Widget.attach(widget, document.body);
      },
      activateById: () => undefined
    },
    serviceManager: {
      contents: {
        fileChanged: new Signal({}),
        driveName: () => '',
        localPath: (path: string) => path
      }
    },
    docRegistry: { getFileTypesForPath: () => [] }
  };

  constructor() {
    const restorer = { restore: (_: unknown, options: (typeof this.restored)[number]) => this.restored.push(options) };
    const palette = { addItem: ({ command }: { command: string }) => this.palette.push(command) };
    const [panel, commands] = plugins as unknown as { activate: (...services: unknown[]) => unknown }[];
    const publishing = panel?.activate(
      this.app,
      this.atrium,
      this.workspace,
      this.docManager,
      restorer,
      null,
      null,
      null
    );
    commands?.activate(this.app, this.atrium, publishing, this.docManager, null, palette, null);
  }
}

describe('the plugins', () => {
  it('have the ids of their files, and say what they do', () => {
    expect(plugins.map(plugin => plugin.id)).toEqual([
      '@jupyter-atrium/publishing:panel',
      '@jupyter-atrium/publishing:commands'
    ]);
    expect(plugins.every(plugin => plugin.description)).toBe(true);
  });

  it('need only what Notebook 7 has, too', () => {
    const required = new Set(plugins.flatMap(plugin => plugin.requires ?? []));
    expect(required).toEqual(new Set([IAtrium, IWorkspace, IDocumentManager, IPublishing]));
    expect(required.has(JupyterFrontEnd.IPaths)).toBe(false);
  });
});

describe('the commands', () => {
  it('describe their arguments, and stand in the palette', async () => {
    const stub = new Stub();
    for (const id of IDS) {
      expect(stub.commands.hasCommand(id)).toBe(true);
      expect((await stub.commands.describedBy(id)).args).toHaveProperty('properties.path');
      expect(stub.commands.label(id)).not.toBe('');
    }
    expect(stub.palette).toEqual(IDS);
  });

  it('act only on a notebook or folder, and are absent where there is no Atrium', () => {
    const stub = new Stub();
    expect(stub.commands.isEnabled(CommandIDs.publish)).toBe(false);
    expect(stub.commands.isEnabled(CommandIDs.publish, { path: 'x.ipynb' })).toBe(true);
    stub.atrium.become('absent', null);
    expect(stub.commands.isVisible(CommandIDs.publish, { path: 'x.ipynb' })).toBe(false);
  });
});

describe('the acts on works', () => {
  const ACTS = [CommandIDs.withdraw, CommandIDs.restore, CommandIDs.changeAudience];

  it('describe their arguments, and act on the work named or under the menu', async () => {
    const stub = new Stub();
    for (const id of ACTS) {
      expect((await stub.commands.describedBy(id)).args).toHaveProperty('properties.work');
      expect(stub.commands.isVisible(id, { work: 'w' })).toBe(true);
      expect(stub.commands.isVisible(id)).toBe(false);
    }
    stub.underMenu = document.createElement('div');
    stub.underMenu.dataset.work = 'w';
    expect(ACTS.every(id => stub.commands.isVisible(id))).toBe(true);
  });

  it('are absent for who may not publish', () => {
    const stub = new Stub();
    const me = stub.atrium.me;
    stub.atrium.become('ready', me && { ...me, can: { ...me.can, publish: false } });
    expect(ACTS.some(id => stub.commands.isVisible(id, { work: 'w' }))).toBe(false);
  });
});

describe('the panel', () => {
  it('asks nobody anything before it is opened', () => {
    const stub = new Stub();
    expect(stub.workspace.scans).toEqual([]);
    expect(stub.atrium.service.calls).toEqual([]);
  });

  it('is one for a source, and can be restored', async () => {
    const stub = new Stub();
    await stub.commands.execute(CommandIDs.publish, { path: 'glacier-melt' });
    await stub.commands.execute(OwnIDs.check, { path: 'glacier-melt' });
    expect(stub.added).toHaveLength(1);
    const [panel] = stub.added as [Widget & { source: string }];
    expect(panel.title.label).toBe('Publish glacier-melt');
    const [restore] = stub.restored;
    expect(restore).toMatchObject({ command: CommandIDs.publish });
    expect(restore?.args?.(panel)).toEqual({ path: 'glacier-melt' });
    panel.dispose();
  });
});

describe('what is being sent', () => {
  it('goes on when its panel is closed, and is shown again when it is opened', async () => {
    const stub = new Stub();
    stub.workspace.sealed = null;
    await stub.commands.execute(CommandIDs.publish, { path: 'glacier-melt' });
    const [first] = stub.added as [PublishPanel];
    first.model.edit({ licence: null });
    while (first.model.state.phase.at !== 'ready' || first.model.state.isLooking) {
      await Promise.resolve();
    }
    void first.model.publish();
    await first.model.start();
    first.close();
    await stub.commands.execute(CommandIDs.publish, { path: 'glacier-melt' });
    const [, second] = stub.added as [PublishPanel, PublishPanel];
    expect(second.model).toBe(first.model);
    expect(second.model.state.phase.at).toBe('sending');
    second.model.cancel();
    second.close();
    while (!first.model.isDisposed) {
      await Promise.resolve();
    }
  });
});
