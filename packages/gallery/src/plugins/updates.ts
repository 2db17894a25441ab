// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { ICommandPalette, type MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { CommandIDs, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, type TranslationBundle, nullTranslator } from '@jupyterlab/translation';
import { reviewUpdate } from '../commands/review-update';
import { type Copy, hasUpdate } from '../mine/model';
import type { UpdateSettings } from '../settings';
import { IGallery } from '../tokens';
import type { ReviewPanel } from '../updates/review-panel';
import { LiveDocuments } from '../updates/live-documents';
import { OtherPages } from '../updates/other-pages';
import { SavedTexts } from '../updates/saved-texts';
import { UpdatePoll } from '../updates/poll-updates';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- notebooks get their button as they open.
import { UpdateButtons } from '../updates/update-button';
import { ToldUpdates } from '../updates/told';
import { Whereabouts } from '../updates/whereabouts';

/**
 * Finds updates of copies, tells of each once, and shows what it would change.
 */
export const updates: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:updates',
  description: 'Finds updates of copies, and shows what they would change.',
  autoStart: true,
  requires: [IAtrium, IWorkspace, IGallery, IDocumentManager],
  optional: [ICommandPalette, IDefaultFileBrowser, ILayoutRestorer, ISettingRegistry, IStateDB, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    workspace: IWorkspace,
    shared: IGallery,
    docManager: IDocumentManager,
    palette: ICommandPalette | null,
    fileBrowser: IDefaultFileBrowser | null,
    restorer: ILayoutRestorer | null,
    settingRegistry: ISettingRegistry | null,
    state: IStateDB | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const tracker = new WidgetTracker<MainAreaWidget<ReviewPanel>>({ namespace: 'atrium-review' });
    const show = async (folder: string): Promise<void> => {
      const { Reviews } = await import('../updates/reviews');
      await new Reviews({ app, atrium, workspace, docManager, tracker, trans }).show(folder);
    };
    const { mine, updateSettings } = shared;
    const where = new Whereabouts({ app, mine, docManager, fileBrowser });
    const current = (): string | null => where.copy(false)?.local.folder ?? null;
    const command = CommandIDs.reviewUpdate;
    app.commands.addCommand(command, reviewUpdate({ current, selected: () => selectedWithUpdate(where), show, trans }));
    palette?.addItem({ command, category: trans.__('Atrium') });
    void restorer?.restore(tracker, { command, ...RESTORING });

    const review = (folder: string): void => void app.commands.execute(command, { folder });
    const { contents } = app.serviceManager;
    app.docRegistry.addWidgetExtension('Notebook', new UpdateButtons({ mine, contents, review, trans }));

    void app.restored.then(async () => follow(updateSettings, await settingRegistry?.load(updates.id)));
    joinOtherPages(app, { atrium, mine, docManager });
    const asked = { app, atrium, mine, settings: updateSettings, told: new ToldUpdates(state) };
    void new UpdatePoll({ ...asked, tell: copies => tell(copies, app, trans) });
  }
};

/** What brings reviews back after a reload. */
const RESTORING = {
  args: (review: MainAreaWidget<ReviewPanel>) => ({ folder: review.content.model.folder }),
  name: (review: MainAreaWidget<ReviewPanel>) => review.content.model.folder
};

function joinOtherPages(
  { docRegistry, shell, serviceManager }: JupyterFrontEnd,
  { docManager, atrium, mine }: Pick<OtherPages.IOptions, 'atrium' | 'mine'> & { docManager: IDocumentManager }
): void {
  const { contents, serverSettings } = serviceManager;
  const saved = new SavedTexts({ contents, mine });
  ['Notebook', 'Editor'].forEach(factory => docRegistry.addWidgetExtension(factory, saved));
  const channel = new BroadcastChannel(`atrium ${serverSettings.baseUrl}`);
  void new OtherPages({ atrium, mine, saved, channel, documents: new LiveDocuments({ shell, docManager, contents }) });
}

function follow(settings: UpdateSettings, loaded: ISettingRegistry.ISettings | undefined): void {
  if (loaded) {
    settings.follow(loaded);
  }
}

/** The folder of the selected copy, if an update waits for it. */
function selectedWithUpdate(where: Whereabouts): string | null {
  const copy = where.copy(true);
  return copy && hasUpdate(copy) ? copy.local.folder : null;
}

async function tell(copies: readonly Copy[], app: JupyterFrontEnd, trans: TranslationBundle): Promise<void> {
  const { Notification } = await import('@jupyterlab/apputils');
  const [only] = copies.length === 1 ? copies : [];
  const run = (command: string, args = {}): void => void app.commands.execute(command, args);
  if (only) {
    const { local, newest } = only;
    Notification.info(trans.__('Update available: %1, %2.', local.title, newest?.label ?? ''), {
      autoClose: 20_000,
      actions: [{ label: trans.__('Review'), callback: () => run(CommandIDs.reviewUpdate, { folder: local.folder }) }]
    });
  } else {
    Notification.info(trans.__('Updates are available for %1 of your copies.', copies.length), {
      autoClose: 20_000,
      actions: [{ label: trans.__('Show them'), callback: () => run(CommandIDs.showMine) }]
    });
  }
}
