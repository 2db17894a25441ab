// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { LocalCopy, OpenedFolder, PendingCellConflict } from '@jupyter-atrium/api';
import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import { Dialog, Notification } from '@jupyterlab/apputils';
import { CommandIDs, type IJob, type IWorkspace } from '@jupyter-atrium/connection';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { CommandRegistry } from '@lumino/commands';
import { Signal } from '@lumino/signaling';
import { FakeAtrium, aGallery, aMe, aRefusal, aWorkspace, trans } from '../../test/fakes';
import { STATUS, aConflict, aPlan, aReport, anApplied } from '../../test/update-fakes';
import { openCopy } from './open-copy';

const WORK = aWork();
const COPY: LocalCopy = {
  copy: 'c1',
  folder: 'courses/glacier-melt',
  work: WORK.url,
  title: WORK.card.title,
  label: '1.2.0',
  manifest: WORK.manifest,
  toDecide: 0,
  openedAt: 1
};
const FOLDER: OpenedFolder = { folder: 'glacier-melt', files: 9, entry: 'glacier-melt/glacier-melt.ipynb' };

function aJob(result: Promise<OpenedFolder>): IJob<OpenedFolder> {
  return {
    event: null,
    changed: new Signal({}) as unknown as IJob<OpenedFolder>['changed'],
    result,
    cancel: jest.fn()
  };
}

/** A page with the command, and what it called of Lab's own commands. */
function aPage(
  workspace: Partial<IWorkspace>,
  operations: ConstructorParameters<typeof FakeAtrium>[0] = {},
  whenOpeningLink: 'ask' | 'apply-clean' = 'ask'
): {
  run: (args?: object) => Promise<unknown>;
  called: [string, unknown][];
  atrium: FakeAtrium;
  registry: CommandRegistry;
} {
  const registry = new CommandRegistry();
  const called: [string, unknown][] = [];
  for (const id of ['docmanager:open', 'filebrowser:activate', 'filebrowser:go-to-path']) {
    registry.addCommand(id, { execute: args => called.push([id, args.path]) });
  }
  const contents = { localPath: (path: string) => path.replace(/^[^:]*:/, ''), get: jest.fn(async () => ({})) };
  const shell = { widgets: () => [] };
  const app = { commands: registry, serviceManager: { contents }, shell, contextMenuHitTest: () => undefined };
  const atrium = new FakeAtrium({
    openCopy: jest.fn(async () => ({ title: WORK.card.title, files: 9 })),
    getWork: jest.fn(async () => WORK),
    ...operations
  });
  const fileBrowser = { model: { path: 'RTC:courses' } } as never;
  const files = aWorkspace(workspace);
  const shared = aGallery(atrium, files);
  const settings = { composite: { whenOpeningLink }, changed: { connect: () => true } };
  shared.updateSettings.follow(settings as unknown as ISettingRegistry.ISettings);
  const options = {
    ...{ app: app as unknown as JupyterFrontEnd, atrium, shared, workspace: files, panel: {} as never },
    ...{ fileBrowser, docManager: {} as never, trans }
  };
  registry.addCommand('open', openCopy(options));
  return { run: args => registry.execute('open', { work: WORK.id, ...args }), called, atrium, registry };
}

describe('openCopy', () => {
  afterEach(() => {
    Notification.dismiss();
    Dialog.flush();
  });

  it('opens a copy in the folder that the file browser shows, and its first notebook', async () => {
    const open = jest.fn(() => aJob(Promise.resolve(FOLDER)));
    const { run, called } = aPage({ open });

    await run();

    expect(open).toHaveBeenCalledWith(expect.anything(), 'courses', 'glacier-melt-from-satellite-altimetry');
    expect(called).toEqual([['docmanager:open', 'glacier-melt/glacier-melt.ipynb']]);
  });

  it('opens no copy inside another', async () => {
    const open = jest.fn(() => aJob(Promise.resolve(FOLDER)));
    const { run } = aPage({ open, copies: async () => [{ ...COPY, folder: 'courses' }] });

    await run({ another: true });

    expect(open).toHaveBeenCalledWith(expect.anything(), '', expect.anything());
  });

  it('says where it is, with a way there', async () => {
    const { run, called } = aPage({ open: () => aJob(Promise.resolve({ ...FOLDER, entry: null })) });
    await run();

    const [toast] = Notification.manager.notifications;
    toast?.options.actions?.[0]?.callback(new MouseEvent('click'));
    await Promise.resolve();

    expect(toast?.message).toBe('Opened in glacier-melt: 9 files.');
    expect(called).toContainEqual(['filebrowser:go-to-path', '/glacier-melt']);
  });

  it('says why it failed', async () => {
    const { run } = aPage({
      open: () => aJob(Promise.reject(aRefusal('no-space', { message: 'Your disk is full.' })))
    });

    await run();

    expect(Notification.manager.notifications.map(toast => [toast.type, toast.message])).toEqual([
      ['error', 'Your disk is full.']
    ]);
  });

  it.each(['arrived', 'failed'])('takes its progress away untouched once the copy has %s', async how => {
    let end = (): void => undefined;
    const result = new Promise<OpenedFolder>((resolve, reject) => {
      end = () => (how === 'arrived' ? resolve(FOLDER) : reject(aRefusal('unreachable')));
    });
    const { run } = aPage({ open: () => aJob(result) });
    const changes: string[] = [];
    const note = (_: unknown, { type, notification }: Notification.IChange): void => {
      if (notification.type === 'in-progress') {
        changes.push(type);
        end();
      }
    };
    Notification.manager.changed.connect(note);

    await run();
    Notification.manager.changed.disconnect(note);

    // JupyterLab would keep on the page what is updated just before.
    expect(changes).toEqual(['added', 'removed']);
  });

  it('goes to a copy that is named, without asking', async () => {
    const open = jest.fn();
    const { run, called } = aPage({ open, copies: async () => [COPY] });

    await run({ copy: 'c1' });

    expect(open).not.toHaveBeenCalled();
    expect(called).toEqual([
      ['filebrowser:activate', undefined],
      ['filebrowser:go-to-path', '/courses/glacier-melt'],
      ['docmanager:open', 'courses/glacier-melt/glacier-melt.ipynb']
    ]);
  });

  it('offers the update that waits for the copy that is there', async () => {
    const newest = aNewest({ label: '1.4.0', manifest: aDigest('9') });
    const listNewest = jest.fn(async () => ({ works: [newest] }));
    const { run, called, registry } = aPage({ copies: async () => [COPY] }, { listNewest });
    const execute = ({ folder }: { folder?: unknown }): void => void called.push([CommandIDs.reviewUpdate, folder]);
    registry.addCommand(CommandIDs.reviewUpdate, { execute, describedBy: { args: {} } });

    const done = run();
    await waitFor(() => Dialog.tracker.size > 0);
    const buttons = Array.from(document.querySelectorAll<HTMLElement>('.jp-Dialog-button'));
    buttons.find(button => button.textContent === 'Review Update 1.4.0')?.click();
    await done;

    expect(called).toEqual([[CommandIDs.reviewUpdate, COPY.folder]]);
  });

  describe('with copies brought up to date at once', () => {
    const newest = aNewest({ label: '1.4.0', manifest: aDigest('9') });
    const operations = {
      listNewest: jest.fn(async () => ({ works: [newest] })),
      openCopy: jest.fn(async () => ({ title: WORK.card.title, expiresAt: '2999-01-01T00:00:00Z' }))
    };
    /** Jobs of updates, with what the plan leaves to decide. */
    const jobs = (pending: readonly PendingCellConflict[]): { ofCopy: jest.Mock; asked: string[] } => {
      const asked: string[] = [];
      const report = aReport({ pending: [...pending] });
      const results: Record<string, object> = {
        'copy-status': { ...STATUS, folder: COPY.folder, work: WORK.url },
        'plan-update': aPlan({ report }),
        'apply-update': anApplied({ report }),
        'undo-update': anApplied({ release: STATUS.release })
      };
      const ofCopy = jest.fn(({ job }: { job: string }) => {
        asked.push(job);
        return { result: Promise.resolve(results[job]) };
      });
      return { ofCopy, asked };
    };

    it('updates the copy, goes to it, and offers the way back', async () => {
      const { ofCopy, asked } = jobs([]);
      const { run, called } = aPage({ copies: async () => [COPY], ofCopy }, operations, 'apply-clean');

      await run();

      expect(asked).toEqual(['copy-status', 'plan-update', 'apply-update']);
      expect(called).toContainEqual(['filebrowser:go-to-path', '/courses/glacier-melt']);
      const toast = Notification.manager.notifications.find(({ type }) => type === 'success');
      expect(toast?.message).toMatch(/^glacier-melt is now 1.4.0. 2 fixes applied, .* 0 lost\.$/);
      toast?.options.actions?.[0]?.callback(new MouseEvent('click'));
      await waitFor(() => asked.includes('undo-update'));
      expect(asked.at(-1)).toBe('undo-update');
    });

    it('shows the update first where something is to decide', async () => {
      const { ofCopy, asked } = jobs([aConflict()]);
      const { run, called, registry } = aPage({ copies: async () => [COPY], ofCopy }, operations, 'apply-clean');
      const execute = ({ folder }: { folder?: unknown }): void => void called.push([CommandIDs.reviewUpdate, folder]);
      registry.addCommand(CommandIDs.reviewUpdate, { execute, describedBy: { args: {} } });

      await run();

      expect(asked).not.toContain('apply-update');
      expect(called).toEqual([[CommandIDs.reviewUpdate, COPY.folder]]);
    });

    it('just goes to a copy that is up to date', async () => {
      const { run, called } = aPage({ copies: async () => [COPY] }, {}, 'apply-clean');

      await run();

      expect(called).toContainEqual(['filebrowser:go-to-path', '/courses/glacier-melt']);
    });
  });

  it.each([
    ['Cancel', 0, 0],
    ['Open Another Copy', 1, 0],
    ['Go to Your Copy', 0, 1]
  ])('offers the copy that is there before a second one: %s', async (label, opened, gone) => {
    const open = jest.fn(() => aJob(Promise.resolve(FOLDER)));
    const { run, called } = aPage({ open, copies: async () => [COPY] });

    const done = run();
    await waitFor(() => Dialog.tracker.size > 0);
    const buttons = Array.from(document.querySelectorAll<HTMLElement>('.jp-Dialog-button'));
    buttons.find(button => button.textContent === label)?.click();
    await done;

    expect(open).toHaveBeenCalledTimes(opened);
    expect(called.filter(([id]) => id === 'filebrowser:go-to-path')).toHaveLength(gone);
  });

  it('is not offered where the person cannot read their own', () => {
    const { registry, atrium } = aPage({});
    atrium.me = aMe({ can: { readOwn: false, publish: false, curate: false, admin: false } });

    expect(registry.isEnabled('open', { work: WORK.id })).toBe(false);
  });

  it('is not offered without a work', () => {
    expect(aPage({}).registry.isVisible('open', {})).toBe(false);
  });
});

async function waitFor(isThere: () => boolean): Promise<void> {
  for (let round = 0; round < 100 && !isThere(); round += 1) {
    await new Promise(resolve => setTimeout(resolve));
  }
}
