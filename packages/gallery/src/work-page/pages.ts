// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IThemeManager, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { IAtrium } from '@jupyter-atrium/connection';
import { CommandIDs } from '@jupyter-atrium/connection';
import type { ITableOfContentsRegistry } from '@jupyterlab/toc';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IWorkPages } from '../commands/open-work';
import { LocalCommandIDs } from '../commands/ids';
import type { IGallery } from '../tokens';
import type { WorkPagePanel } from './panel';
import type { IPreviewServices } from './preview-host';
import type { WorkPageActions } from './view';

type Page = MainAreaWidget<WorkPagePanel>;

/** The pages of works that are open in the main area. */
export class WorkPages implements IWorkPages {
  private readonly _options: WorkPages.IOptions;
  private _hasToc = false;

  constructor(options: WorkPages.IOptions) {
    this._options = options;
    const { app, shared, themes, tracker } = options;
    app.shell.currentChanged?.connect(() => {
      const { currentWidget } = app.shell;
      const isPage = currentWidget !== null && tracker.has(currentWidget);
      shared.gallery.setCurrent(isPage ? (currentWidget as Page).content.model.id : null);
    });
    themes?.themeChanged.connect(() => tracker.forEach(page => page.content.setTheme(themes.theme ?? '')));
  }

  find(id: string): Page | null {
    return this._options.tracker.find(page => page.content.model.id === id) ?? null;
  }

  async open(id: string, address: string | null, title: string): Promise<Page> {
    const { makePage } = await import('./make-page');
    await this._addToc();
    const { app, atrium, services, shared, themes, tracker, trans } = this._options;
    const { commands } = app;
    const found = this.find(id);
    if (found) {
      return found;
    }
    const page = makePage(
      { id, address, atrium, known: shared.gallery.find(id), title },
      {
        shared,
        services,
        theme: () => themes?.theme ?? '',
        openWork: work => void commands.execute(CommandIDs.openWork, { work }),
        openCopy: args => void commands.execute(CommandIDs.openCopy, { work: id, ...args }),
        goToCopy: () =>
          void commands.execute(CommandIDs.openCopy, { work: id, copy: shared.mine.copyOf({ id })?.copy }),
        review: folder => void commands.execute(CommandIDs.reviewUpdate, { folder }),
        chooseTag: value => void commands.execute(LocalCommandIDs.searchWorks, { facet: 'tag', value }),
        author: () => authorActs(this._options, id),
        trans
      }
    );
    this._options.addToolbar?.(page);
    page.content.model.stateChanged.connect(() => void tracker.save(page));
    await tracker.add(page);
    app.shell.add(page, 'main', { type: 'Atrium' });
    return page;
  }

  /** Feeds the table of contents, from the first page on. */
  private async _addToc(): Promise<void> {
    const { toc, tracker } = this._options;
    if (!toc || this._hasToc) {
      return;
    }
    this._hasToc = true;
    const { WorkPageToc } = await import('./toc');
    toc.add({
      isApplicable: widget => tracker.has(widget),
      createNew: (widget, configuration) => new WorkPageToc(widget as Page, configuration)
    });
  }
}

/** What authors do to a work by the commands of publishing; null where that is absent. */
function authorActs({ app, atrium }: WorkPages.IOptions, work: string): WorkPageActions['author'] {
  const { commands } = app;
  if (!commands.hasCommand(CommandIDs.withdraw)) {
    return null;
  }
  const run = (command: string, label?: string): void =>
    void commands.execute(command, label === undefined ? { work } : { work, label });
  return {
    withdraw: label => run(CommandIDs.withdraw, label),
    restore: label => run(CommandIDs.restore, label),
    changeAudience: atrium.me?.isSolo === false ? () => run(CommandIDs.changeAudience) : null
  };
}

export namespace WorkPages {
  export interface IOptions {
    app: JupyterFrontEnd;
    atrium: IAtrium;
    shared: IGallery;
    tracker: WidgetTracker<Page>;
    services: IPreviewServices;
    themes: IThemeManager | null;
    toc: ITableOfContentsRegistry | null;
    /** Fills the toolbar of a page; null where there is no registry of toolbars. */
    addToolbar: ((page: Page) => void) | null;
    trans: TranslationBundle;
  }
}
