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

/** Puts *Update available* into the toolbar of notebooks that belong to a copy with a newer release. */
export class UpdateButtons implements DocumentRegistry.IWidgetExtension<NotebookPanel, DocumentRegistry.IModel> {
  private readonly _options: UpdateButtons.IOptions;

  constructor(options: UpdateButtons.IOptions) {
    this._options = options;
  }

  createNew(panel: NotebookPanel, context: DocumentRegistry.Context): IDisposable {
    const { mine, contents, review, trans } = this._options;
    const copy = (): ReturnType<MineModel['copyAround']> => mine.copyAround(contents.localPath(context.path));
    const update = new ToolbarButton({
      icon: updateIcon,
      label: trans.__('Update available'),
      tooltip: trans.__('Show what the newest release would change in your copy'),
      onClick: () => review(copy()?.local.folder ?? '')
    });
    const refresh = (): void => {
      const around = copy();
      update.setHidden(around === null || !hasUpdate(around));
    };
    refresh();
    mine.stateChanged.connect(refresh);
    context.pathChanged.connect(refresh);
    panel.toolbar.insertBefore('spacer', 'atrium-update', update);
    return new DisposableDelegate(() => {
      mine.stateChanged.disconnect(refresh);
      context.pathChanged.disconnect(refresh);
      update.dispose();
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
