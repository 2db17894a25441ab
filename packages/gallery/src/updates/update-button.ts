// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { updateIcon } from '@jupyter-atrium/connection';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ToolbarButton } from '@jupyterlab/ui-components';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { type MineModel, hasUpdate } from '../mine/model';

/** Puts *Update available*, or *1 to decide*, into the toolbar of notebooks that belong to a copy that waits for it. */
export class UpdateButtons implements DocumentRegistry.IWidgetExtension<NotebookPanel, DocumentRegistry.IModel> {
  private readonly _options: UpdateButtons.IOptions;

  constructor(options: UpdateButtons.IOptions) {
    this._options = options;
  }

  createNew(panel: NotebookPanel, context: DocumentRegistry.Context): IDisposable {
    const { mine, contents, review, trans } = this._options;
    const copy = (): ReturnType<MineModel['copyAround']> => mine.copyAround(contents.localPath(context.path));
    const onClick = (): void => review(copy()?.local.folder ?? '');
    const update = new ToolbarButton({
      icon: updateIcon,
      label: trans.__('Update available'),
      tooltip: trans.__('Show what the newest release would change in your copy'),
      onClick
    });
    const decide = new ToolbarButton({
      icon: updateIcon,
      label: trans.__('To decide'),
      tooltip: trans.__('Decide what an update left open in your copy'),
      onClick
    });
    const refresh = (): void => {
      const around = copy();
      const isNew = around !== null && hasUpdate(around);
      update.setHidden(!isNew);
      decide.setHidden(isNew || !around || around.local.toDecide === 0);
    };
    refresh();
    mine.stateChanged.connect(refresh);
    context.pathChanged.connect(refresh);
    panel.toolbar.insertBefore('spacer', 'atrium-update', update);
    panel.toolbar.insertBefore('spacer', 'atrium-decide', decide);
    return new DisposableDelegate(() => {
      mine.stateChanged.disconnect(refresh);
      context.pathChanged.disconnect(refresh);
      update.dispose();
      decide.dispose();
    });
  }
}

export namespace UpdateButtons {
  export interface IOptions {
    mine: MineModel;
    contents: Contents.IManager;
    review: (folder: string) => void;
    trans: TranslationBundle;
  }
}
