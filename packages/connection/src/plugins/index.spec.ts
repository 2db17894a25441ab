// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import { ServerConnection } from '@jupyterlab/services';
import { CommandRegistry } from '@lumino/commands';
import { PromiseDelegate } from '@lumino/coreutils';
import type { Widget } from '@lumino/widgets';
import type { Atrium } from '../atrium';
import { CommandIDs } from '../tokens';
import plugins from '.';
import { commands } from './commands';
import { connection } from './connection';
import { panel } from './panel';
import { router } from './router';
import { workspace } from './workspace';

/** An application that is restored when the test says so. */
function anApp(): { app: JupyterFrontEnd; added: Widget[]; restore: () => void } {
  const restored = new PromiseDelegate<void>();
  const added: Widget[] = [];
  const app = {
    commands: new CommandRegistry(),
    restored: restored.promise,
    serviceManager: { serverSettings: ServerConnection.makeSettings() },
    shell: { add: (widget: Widget) => added.push(widget), activateById: jest.fn() }
  };
  return { app: app as unknown as JupyterFrontEnd, added, restore: () => restored.resolve() };
}

describe('the plugins of connection', () => {
  it('have unique ids, descriptions, and start by themselves', () => {
    expect(plugins.map(plugin => plugin.id)).toEqual([
      '@jupyter-atrium/connection:commands',
      '@jupyter-atrium/connection:connection',
      '@jupyter-atrium/connection:panel',
      '@jupyter-atrium/connection:router',
      '@jupyter-atrium/connection:workspace'
    ]);
    expect(plugins.every(plugin => plugin.autoStart === true && plugin.description)).toBe(true);
  });

  it('ask nothing before the application is restored', async () => {
    const asked = jest.spyOn(ServerConnection, 'makeRequest').mockRejectedValue(new TypeError('offline'));
    const { app, restore } = anApp();
    const atrium = (await connection.activate(app, null)) as Atrium;
    await Promise.resolve();
    const before = asked.mock.calls.length;

    const answered = new Promise(resolve => atrium.changed.connect(resolve));
    restore();
    await answered;

    expect([before, asked.mock.calls.length]).toEqual([0, 1]);
    expect(atrium.status).toBe('unreachable');
  });

  it('describe the arguments of every command', async () => {
    const { app } = anApp();
    const atrium = await connection.activate(app, null);
    const routes: unknown[] = [];
    void commands.activate(app, atrium, null, null);
    void router.activate(app, atrium, { register: (route: unknown) => routes.push(route) }, null);

    const described = await Promise.all(app.commands.listCommands().map(id => app.commands.describedBy(id)));

    expect(routes).toHaveLength(1);
    expect(described.length).toBeGreaterThan(1);
    expect(described.every(({ args }) => args !== null)).toBe(true);
  });

  it('open the work of the address after the restore, and clean the address', async () => {
    const { app, restore } = anApp();
    const opened: unknown[] = [];
    app.commands.addCommand(CommandIDs.openWork, { execute: args => opened.push(args.work) });
    const navigate = jest.fn();
    const request = '/lab?atrium=https://hub.example/works/1';
    const location = { register: jest.fn(), navigate, current: { request } };
    void router.activate(app, await connection.activate(app, null), location, null);

    await app.commands.execute('atrium:follow-address', { request });
    const before = opened.length;
    restore();
    await new Promise(resolve => setTimeout(resolve));

    expect(before).toBe(0);
    expect(opened).toEqual(['https://hub.example/works/1']);
    expect(navigate).toHaveBeenCalledWith('/lab', { skipRouting: true });
  });

  it('take the panel out of the sidebar for whoever may not use Atrium', async () => {
    const { app, added } = anApp();
    const atrium = (await connection.activate(app, null)) as Atrium;
    void panel.activate(app, atrium, null, null, null);
    const [widget] = added;
    if (!widget) {
      throw new Error('No panel.');
    }
    const parent = jest.spyOn(widget, 'parent', 'set');

    Object.defineProperty(atrium, 'status', { value: 'no-access' });
    (atrium.changed as unknown as { emit: () => void }).emit();

    expect(parent).toHaveBeenCalledWith(null);
  });

  it('provide the person’s files', () => {
    const { app } = anApp();

    expect(workspace.activate(app)).toHaveProperty('open');
  });
});
