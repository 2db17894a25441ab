// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppliedUpdate, LocalCopy } from '@jupyter-atrium/api';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IUpdates } from '../updates/copy-updates';
import type { ICommandOptions } from './options';

/** What is needed to bring a copy up to date without asking. */
export type UpdateCopyOptions = Pick<ICommandOptions, 'app' | 'atrium' | 'workspace' | 'trans'> & {
  docManager: IDocumentManager;
};

/**
 * Brings a copy to the newest release unless that leaves something to decide, and says so with a way back.
 *
 * @returns false if the person has to look at it first; nothing was changed then
 */
export async function updateCopy(copy: LocalCopy, options: UpdateCopyOptions): Promise<boolean> {
  const { trans } = options;
  const { Notification } = await import('@jupyterlab/apputils');
  const { applyClean } = await import('../updates/apply-clean');
  const updates = await makeUpdates(options);
  const toast = Notification.emit(trans.__('Updating %1…', nameOf(copy)), 'in-progress', { autoClose: false });
  try {
    const applied = await applyClean(updates, copy.folder);
    if (applied) {
      const undo = (): void => void takeBack(updates, copy, trans);
      Notification.success(await appliedWords(copy, applied, trans), {
        autoClose: 20_000,
        actions: [{ label: trans.__('Undo the update'), callback: undo }]
      });
    }
    return applied !== null;
  } finally {
    Notification.dismiss(toast);
  }
}

async function makeUpdates({ app, atrium, workspace, docManager }: UpdateCopyOptions): Promise<IUpdates> {
  const { CopyUpdates } = await import('../updates/copy-updates');
  const { LiveDocuments } = await import('../updates/live-documents');
  const { contents } = app.serviceManager;
  return new CopyUpdates({
    atrium,
    workspace,
    documents: new LiveDocuments({ shell: app.shell, docManager, contents })
  });
}

async function appliedWords(copy: LocalCopy, applied: AppliedUpdate, trans: TranslationBundle): Promise<string> {
  const { sentence } = await import('../updates/words');
  const { release, report } = applied;
  return trans.__('%1 is now %2. %3', nameOf(copy), release.label, sentence(report, true, trans));
}

async function takeBack(updates: IUpdates, copy: LocalCopy, trans: TranslationBundle): Promise<void> {
  const { Notification } = await import('@jupyterlab/apputils');
  try {
    const { release } = await updates.undo(copy.folder);
    Notification.info(trans.__('Back to %1. What you edited since is kept.', release.label), { autoClose: 8000 });
  } catch (error) {
    Notification.error((error as Error).message, { autoClose: false });
  }
}

function nameOf({ folder, title }: LocalCopy): string {
  return folder.split('/').at(-1) || title.slice(0, 60);
}
