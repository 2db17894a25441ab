// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CommandIDs, type IAtrium, type IWorkspace } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Clipboard, type WidgetTracker } from '@jupyterlab/apputils';
import { PageConfig } from '@jupyterlab/coreutils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { TranslationBundle } from '@jupyterlab/translation';
import { fileIcon } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { UUID } from '@lumino/coreutils';
import { Menu } from '@lumino/widgets';
import { Comparer } from './files/comparer';
import { Covers } from './files/covers';
import { loadFixer } from './files/fixer';
import { Memory } from './files/memory';
import { OpenDocuments } from './files/open-documents';
import { reveal } from './files/reveal';
import { inFiles } from './model/fixing';
import { PublishModel } from './model/model';
import { PublishPanel } from './panel';
import { ProgressToast } from './progress-toast';
import type { PublishPart } from './tokens';
import type { IPublishHost } from './view/host';

/** What belongs to one source. */
type Made = { model: PublishModel; documents: OpenDocuments; covers: Covers; toast: ProgressToast };

/** All publishing of this page: one model a source, which outlives its panel while something is sent. */
export class Publications {
  private readonly _services: Publications.IServices;
  private readonly _tracker: WidgetTracker<PublishPanel>;
  private readonly _models = new Map<string, Made>();
  private _menu: Menu | null = null;

  constructor(services: Publications.IServices, tracker: WidgetTracker<PublishPanel>) {
    this._services = services;
    this._tracker = tracker;
  }

  /** Opens the panel of a source, or shows it. */
  async open(source: string, part: PublishPart): Promise<void> {
    const { shell } = this._services.app;
    const panel = this._panelOf(source) ?? (await this._makePanel(source));
    shell.activateById(panel.id);
    if (panel.model.state.phase.at === 'published') {
      await panel.model.startOver();
    }
    if (part === 'checks') {
      await panel.renderPromise;
      panel.focusChecks();
    }
  }

  private _panelOf(source: string): PublishPanel | undefined {
    return this._tracker.find(panel => panel.source === source && !panel.isDisposed);
  }

  private async _makePanel(source: string): Promise<PublishPanel> {
    const { trans, app } = this._services;
    const { model, covers, toast } = this._models.get(source) ?? this._makeModel(source);
    const panel: PublishPanel = new PublishPanel({ model, host: this._hostOf(model, covers, () => panel), trans });
    panel.disposed.connect(() => this._onClosed(source));
    panel.sightChanged.connect(() => toast.refresh());
    app.shell.add(panel, 'main');
    await this._tracker.add(panel);
    toast.refresh();
    return panel;
  }

  private _makeModel(source: string): Made {
    const { app, atrium, workspace, docManager, state, settings, trans } = this._services;
    const { contents } = app.serviceManager;
    const documents = new OpenDocuments({
      ...{ shell: app.shell, docManager, contents, trans },
      loadFixer: () => loadFixer(atrium.me?.patterns),
      root: PageConfig.getOption('serverRoot')
    });
    // Where paths begin is known after the first look, before which nobody asks.
    const place = (): PublishModel['state'] => model.state;
    const covers = new Covers({ client: atrium.client, documents, place, trans });
    const model: PublishModel = new PublishModel({
      ...{ source, atrium, workspace, documents, covers, trans },
      comparer: new Comparer({ client: atrium.client, documents, place }),
      memory: new Memory(state, settings),
      newKey: () => UUID.uuid4()
    });
    const toast = new ProgressToast({
      model,
      isInSight: () => this._panelOf(source)?.isVisible ?? false,
      show: () => void this.open(source, 'page'),
      openWork: work => void app.commands.execute(CommandIDs.openWork, { work }),
      trans
    });
    const made = { model, documents, covers, toast };
    this._models.set(source, made);
    return made;
  }

  /** What is being sent goes on; all else of a closed panel is let go. */
  private _onClosed(source: string): void {
    const made = this._models.get(source);
    const end = (): void => {
      if (made && made.model.state.phase.at !== 'sending' && !this._panelOf(source)) {
        made.model.stateChanged.disconnect(end);
        this._models.delete(source);
        Object.values(made).forEach(part => part.dispose());
      }
    };
    made?.model.stateChanged.connect(end);
    made?.toast.refresh();
    end();
  }

  private _hostOf(model: PublishModel, covers: Covers, panel: () => PublishPanel): IPublishHost {
    const { app, atrium, docManager } = this._services;
    return {
      figure: figure => covers.figure(figure),
      coverBefore: before => covers.before(before),
      iconOf: path => app.docRegistry.getFileTypesForPath(path)[0]?.icon ?? fileIcon,
      show: check => {
        const path = inFiles(model.state, check.path ?? '');
        void reveal({ shell: app.shell, docManager }, path, check.cell, panel());
      },
      copy: text => Clipboard.copyToSystem(text),
      openWork: work => void app.commands.execute(CommandIDs.openWork, { work }),
      confirmationPage: draft => `${atrium.address}drafts/${draft}`,
      // Loading the page anew leads through the hub's login; the tab and the draft survive it.
      logIn: () => window.location.reload(),
      reconnect: () => void atrium.refresh(),
      openMenu: below => this._openMenu(model, below)
    };
  }

  private _openMenu(model: PublishModel, below: Element): void {
    const { trans } = this._services;
    const commands = new CommandRegistry();
    const { isNewWork, before } = model.state;
    const describedBy = { args: { type: 'object', properties: {} } };
    this._menu?.dispose();
    this._menu = new Menu({ commands });
    const menu = this._menu;
    commands.addCommand('other-work', {
      label: isNewWork
        ? trans.__('Publish as Update of %1', before?.page.card.title ?? '')
        : trans.__('Publish as a New Work Instead'),
      execute: () => model.setNewWork(!isNewWork),
      describedBy
    });
    commands.addCommand('look-again', {
      label: trans.__('Look Again'),
      execute: () => model.lookAgain(),
      describedBy
    });
    menu.addItem({ command: 'other-work' });
    menu.addItem({ command: 'look-again' });
    menu.aboutToClose.connect(() => {
      if (below instanceof HTMLElement) {
        below.focus();
      }
    });
    const { left, bottom } = below.getBoundingClientRect();
    menu.open(left, bottom);
  }
}

export namespace Publications {
  export interface IServices {
    app: JupyterFrontEnd;
    atrium: IAtrium;
    workspace: IWorkspace;
    docManager: IDocumentManager;
    state: IStateDB | null;
    settings: ISettingRegistry.ISettings | null;
    trans: TranslationBundle;
  }
}
