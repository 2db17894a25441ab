// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import { IThemeManager, IToolbarWidgetRegistry, WidgetTracker } from '@jupyterlab/apputils';
import { CommandIDs, IAtrium, IAtriumPanel } from '@jupyter-atrium/connection';
import { IEditorLanguageRegistry } from '@jupyterlab/codemirror';
import { ILatexTypesetter, IMarkdownParser } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITableOfContentsRegistry } from '@jupyterlab/toc';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { RESTORE_COMMAND, openWork, restoreArgs } from '../commands/open-work';
import { IGallery } from '../tokens';
import { WorkPages } from '../work-page/pages';
import type { WorkPagePanel } from '../work-page/panel';
import { toolbarOf } from '../work-page/toolbar';

/**
 * Shows the pages of works in the main area.
 */
export const pages: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:pages',
  description: 'Shows the pages of works in the main area.',
  autoStart: true,
  requires: [IAtrium, IAtriumPanel, IGallery],
  optional: [
    IEditorLanguageRegistry,
    ILatexTypesetter,
    ILayoutRestorer,
    IMarkdownParser,
    ISettingRegistry,
    ITableOfContentsRegistry,
    IThemeManager,
    IToolbarWidgetRegistry,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    atriumPanel: IAtriumPanel,
    shared: IGallery,
    languages: IEditorLanguageRegistry | null,
    typesetter: ILatexTypesetter | null,
    restorer: ILayoutRestorer | null,
    parser: IMarkdownParser | null,
    settings: ISettingRegistry | null,
    toc: ITableOfContentsRegistry | null,
    themes: IThemeManager | null,
    toolbars: IToolbarWidgetRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const tracker = new WidgetTracker<MainAreaWidget<WorkPagePanel>>({ namespace: 'atrium-work' });
    const services = { languages, typesetter, parser };
    const addToolbar = toolbars && settings && toolbarOf(toolbars, settings, pages.id, translator ?? nullTranslator);
    const open = new WorkPages({ app, atrium, shared, tracker, services, themes, toc, addToolbar, trans });
    const options = { app, atrium, shared, trans };

    app.commands.addCommand(CommandIDs.openWork, openWork(options, open));
    void restorer?.restore(tracker, {
      command: RESTORE_COMMAND,
      args: restoreArgs,
      name: page => page.content.model.id
    });
  }
};
