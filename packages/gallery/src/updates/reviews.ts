// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget, type WidgetTracker } from '@jupyterlab/apputils';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CopyUpdates } from './copy-updates';
import { LiveDocuments } from './live-documents';
import { ReviewModel } from './review-model';
import { ReviewPanel } from './review-panel';

/** The reviews that are open in the main area: one a copy. */
export class Reviews {
  private readonly _options: Reviews.IOptions;

  constructor(options: Reviews.IOptions) {
    this._options = options;
  }

  /** Shows the review of a copy; looks again if it is there. */
  async show(folder: string): Promise<void> {
    const { app, tracker } = this._options;
    const found = tracker.find(each => each.content.model.folder === folder);
    if (found) {
      const { at } = found.content.model.state.phase;
      if (at !== 'applying' && at !== 'undoing') {
        void found.content.model.look();
      }
      app.shell.activateById(found.id);
      return;
    }
    const review = this._make(folder);
    await tracker.add(review);
    app.shell.add(review, 'main', { type: 'Atrium' });
    app.shell.activateById(review.id);
  }

  private _make(folder: string): MainAreaWidget<ReviewPanel> {
    const { app, atrium, workspace, docManager, trans } = this._options;
    const { contents } = app.serviceManager;
    const documents = new LiveDocuments({ shell: app.shell, docManager, contents });
    const model = new ReviewModel(folder, new CopyUpdates({ atrium, workspace, documents }));
    const open = (path: string): void => {
      void app.commands.execute('docmanager:open', { path: folder === '' ? path : `${folder}/${path}` });
    };
    const content = new ReviewPanel({ model, open, trans });
    const review = new MainAreaWidget({ content });
    review.id = `${content.id}-tab`;
    review.title.icon = content.title.icon;
    review.title.label = content.title.label;
    review.title.caption = content.title.caption;
    review.title.closable = true;
    return review;
  }
}

export namespace Reviews {
  export interface IOptions {
    app: JupyterFrontEnd;
    atrium: IAtrium;
    workspace: IWorkspace;
    docManager: IDocumentManager;
    tracker: WidgetTracker<MainAreaWidget<ReviewPanel>>;
    trans: TranslationBundle;
  }
}
