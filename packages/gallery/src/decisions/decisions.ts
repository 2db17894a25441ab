// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { MineModel } from '../mine/model';
import { isForeign } from '../updates/foreign-drives';
import type { NotebookDecisions } from './notebook-decisions';
import type { Questions } from './questions';

/** Shows in notebooks of copies what updates left open there; loads nothing for notebooks without. */
export class Decisions implements DocumentRegistry.IWidgetExtension<NotebookPanel, DocumentRegistry.IModel> {
  private readonly _options: Decisions.IOptions;
  private readonly _open = new WeakMap<object, Promise<NotebookDecisions | null>>();

  constructor(options: Decisions.IOptions) {
    this._options = options;
  }

  createNew(panel: NotebookPanel, context: DocumentRegistry.Context): IDisposable {
    const { questions } = this._options;
    const look = (): void => {
      if (!this._open.has(context) && this.count(context) > 0) {
        this._open.set(context, this._load(panel, context));
      }
    };
    questions.changed.connect(look);
    context.pathChanged.connect(look);
    look();
    return new DisposableDelegate(() => {
      questions.changed.disconnect(look);
      context.pathChanged.disconnect(look);
      void this._open.get(context)?.then(open => open?.dispose());
    });
  }

  /** How many questions are open in a document. */
  count({ path }: Pick<DocumentRegistry.Context, 'path'>): number {
    const { contents, questions } = this._options;
    const isShown = !isForeign(contents.driveName(path));
    const open = isShown ? questions.of(contents.localPath(path)) : [];
    return open.filter(({ pending }) => pending.kind !== 'file').length;
  }

  /** Goes to the next question of an open notebook; false if none is shown there. */
  async next(context: DocumentRegistry.Context): Promise<boolean> {
    const open = this.count(context) > 0 ? await this._open.get(context) : null;
    await open?.next();
    return Boolean(open);
  }

  private async _load(panel: NotebookPanel, context: DocumentRegistry.Context): Promise<NotebookDecisions | null> {
    const { atrium, contents, mine, questions, workspace, trans } = this._options;
    const [{ NotebookDecisions: Shown }, { diffLines, findConflict }] = await Promise.all([
      import('./notebook-decisions'),
      import('@jupyter-atrium/notebooks'),
      context.ready
    ]);
    if (panel.isDisposed) {
      return null;
    }
    const path = (): string => contents.localPath(context.path);
    const folder = (): string => mine.copyAround(path())?.local.folder ?? '';
    const options = { panel, questions, workspace, atrium, path, folder };
    return new Shown({ ...options, find: findConflict, lines: diffLines, trans });
  }
}

export namespace Decisions {
  export interface IOptions {
    atrium: Pick<IAtrium, 'announce'>;
    contents: Contents.IManager;
    mine: MineModel;
    questions: Questions;
    workspace: Pick<IWorkspace, 'ofCopy'>;
    trans: TranslationBundle;
  }
}
