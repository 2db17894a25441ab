// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LocalCopy, OpenedFolder } from '@jupyter-atrium/api';
import { CommandIDs, formatCount } from '@jupyter-atrium/connection';
import type { Notification } from '@jupyterlab/apputils';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { ICommandOptions } from './options';
import { readTarget, targetOf } from './target';
import { updateCopy } from './update-copy';

/** Opens a copy of a work in the person's files, and its first notebook. */
export function openCopy(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { shared, trans } = options;
  return {
    label: args => (args.another ? trans.__('Open Another Copy') : trans.__('Open a Copy')),
    isEnabled: args => isPossible(args, options),
    isVisible: args => isPossible(args, options),
    execute: async args => {
      const id = targetOf(args, options);
      if (id !== null && !shared.openings.isOpening(id)) {
        await openOrGo(id, args, options);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          work: { type: 'string', description: trans.__('The work’s id or address') },
          label: { type: 'string', description: trans.__('Which release; the newest if absent') },
          copy: { type: 'string', description: trans.__('The id of a copy to go to') },
          another: { type: 'boolean', description: trans.__('Whether to open one beside the copy that is there') }
        }
      }
    }
  };
}

/** Opens a copy, or goes to the one that is named or already there. */
async function openOrGo(id: string, args: ReadonlyPartialJSONObject, options: ICommandOptions): Promise<void> {
  const { shared } = options;
  await shared.mine.followUp();
  const named = shared.mine.copies?.find(({ local }) => local.copy === args.copy)?.local;
  const copy = named ?? shared.mine.copyOf({ id });
  const label = typeof args.label === 'string' ? args.label : null;
  const isNew = !copy || args.another === true || label !== null;
  const wish = isNew ? 'open' : named ? 'go' : await decide(copy, options);
  if (wish === 'open') {
    await open(id, label, options);
  } else if (copy) {
    await goOn(wish, copy, id, options);
  }
}

async function goOn(wish: string, copy: LocalCopy, id: string, options: ICommandOptions): Promise<void> {
  if (wish === 'go') {
    await goToCopy(copy, id, options);
  } else if (wish === 'review') {
    await options.app.commands.execute(CommandIDs.reviewUpdate, { folder: copy.folder });
  }
}

/** Shows the folder of a copy, and opens the notebook it begins with, if that is still there. */
async function goToCopy(copy: LocalCopy, id: string, options: ICommandOptions): Promise<void> {
  const { app } = options;
  await showFolder(copy.folder, options);
  const work = await readTarget(id, options).catch(() => null);
  const entry = work?.card.entry;
  const path = entry ? `${copy.folder}/${entry}`.replace(/^\//, '') : null;
  const isThere = path !== null && (await app.serviceManager.contents.get(path, { content: false }).then(...yesOrNo));
  if (isThere) {
    await app.commands.execute('docmanager:open', { path });
  }
}

const yesOrNo = [() => true, () => false] as const;

function isPossible(args: ReadonlyPartialJSONObject, options: ICommandOptions): boolean {
  return targetOf(args, options) !== null && options.atrium.me?.can.readOwn === true;
}

/** What is done about a copy that is there: as the person set it, or as they say now. */
async function decide(copy: LocalCopy, options: ICommandOptions): Promise<string> {
  const { shared, docManager } = options;
  if (shared.updateSettings.whenOpeningLink === 'ask') {
    return ask(copy, options);
  }
  if (shared.mine.updateOf(copy) === null || !docManager) {
    return 'go';
  }
  try {
    return (await updateCopy(copy, { ...options, docManager })) ? 'go' : 'review';
  } catch {
    // The review says what stands against it, and what can be done.
    return 'review';
  }
}

/** A second copy is rarely meant: the first is offered before. */
async function ask(copy: LocalCopy, { shared, trans }: ICommandOptions): Promise<string> {
  const { Dialog, showDialog } = await import('@jupyterlab/apputils');
  const update = shared.mine.updateOf(copy);
  const review = trans.__('Review Update %1', update ?? '');
  const { button } = await showDialog({
    title: trans.__('You have a copy of this work'),
    body: trans.__('It is in %1.', copy.folder === '' ? '/' : copy.folder),
    buttons: [
      Dialog.cancelButton(),
      Dialog.createButton({ label: trans.__('Open Another Copy'), actions: ['open'] }),
      Dialog.okButton({ label: trans.__('Go to Your Copy'), actions: ['go'] }),
      ...(update === null ? [] : [Dialog.okButton({ label: review, actions: ['review'] })])
    ]
  });
  return button.actions[0] ?? 'cancel';
}

async function open(id: string, label: string | null, options: ICommandOptions): Promise<void> {
  const { app, fileBrowser, shared } = options;
  const { Notification } = await import('@jupyterlab/apputils');
  const parent = shared.settings.copiesFolder ?? outsideCopies(localFolder(fileBrowser, options), shared.mine);
  // The page of the work shows how it goes; only without one a toast does.
  const isSeen = shared.gallery.current === id;
  const toast = isSeen ? null : announce(id, options);
  try {
    const opened = await shared.openings.open({ id }, label, parent);
    if (opened) {
      const [words, actions] = openedToast(opened, options);
      Notification.success(words, { autoClose: 8000, actions });
      await (opened.entry === null
        ? showFolder(opened.folder, options)
        : app.commands.execute('docmanager:open', { path: opened.entry }));
    }
  } catch (error) {
    if (!isSeen) {
      Notification.error((error as Error).message, { autoClose: false });
    }
  } finally {
    await toast?.then(dispose => dispose());
  }
}

/** Shows a toast with the progress of an opening, until it is disposed of. */
async function announce(id: string, options: ICommandOptions): Promise<() => void> {
  const { shared, trans } = options;
  const { Notification } = await import('@jupyterlab/apputils');
  const work = await readTarget(id, options).catch(() => null);
  const title = work?.card.title.slice(0, 60) ?? trans.__('a copy');
  const words = (): string => {
    const [done, total] = shared.openings.get(id)?.files ?? [0, 0];
    return total === 0
      ? trans.__('Opening %1…', title)
      : trans.__('Opening %1… %2 of %3 files', title, formatCount(done), formatCount(total));
  };
  const actions = [{ label: trans.__('Cancel'), callback: () => shared.openings.cancel(id) }];
  let message = words();
  const toast = Notification.emit(message, 'in-progress', { autoClose: false, actions });
  const onChanged = (): void => {
    // A toast updated just before it is dismissed stays on the page (JupyterLab 4.6).
    if (shared.openings.isOpening(id) && words() !== message) {
      message = words();
      Notification.update({ id: toast, message, actions });
    }
  };
  shared.openings.changed.connect(onChanged);
  return () => {
    shared.openings.changed.disconnect(onChanged);
    Notification.dismiss(toast);
  };
}

/** What is said when a copy is there, and what can be done next. */
function openedToast({ folder, files }: OpenedFolder, options: ICommandOptions): [string, Notification.IAction[]] {
  const { trans } = options;
  const count = formatCount(files);
  return [
    trans._n('Opened in %3: %2 file.', 'Opened in %3: %2 files.', files, count, folder),
    [{ label: trans.__('Show folder'), callback: () => void showFolder(folder, options) }]
  ];
}

async function showFolder(folder: string, { app }: ICommandOptions): Promise<void> {
  if (app.commands.hasCommand('filebrowser:go-to-path')) {
    await app.commands.execute('filebrowser:activate');
    await app.commands.execute('filebrowser:go-to-path', { path: `/${folder}`, dontShowBrowser: false });
  }
}

/** The folder the file browser shows, without the name of a drive. */
function localFolder(fileBrowser: ICommandOptions['fileBrowser'], { app }: ICommandOptions): string {
  return fileBrowser ? app.serviceManager.contents.localPath(fileBrowser.model.path) : '';
}

/** The folder itself, or the nearest above it that is in no copy: a copy inside another would become part of it. */
function outsideCopies(folder: string, mine: ICommandOptions['shared']['mine']): string {
  const around = mine.copies?.find(({ local }) => local.folder !== '' && `${folder}/`.startsWith(`${local.folder}/`));
  return around ? outsideCopies(around.local.folder.split('/').slice(0, -1).join('/'), mine) : folder;
}
