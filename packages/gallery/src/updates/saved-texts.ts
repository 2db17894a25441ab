// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { Widget } from '@lumino/widgets';
import type { MineModel } from '../mine/model';

/** Keeps of each open document of a copy what its file held when this page last read or wrote it. */
export class SavedTexts implements DocumentRegistry.WidgetExtension {
  private readonly _options: SavedTexts.IOptions;
  private readonly _texts = new WeakMap<DocumentRegistry.Context, string>();

  constructor(options: SavedTexts.IOptions) {
    this._options = options;
  }

  createNew(_widget: Widget, context: DocumentRegistry.Context): IDisposable {
    const keep = (): void => this._keep(context);
    const keepSaved = (_: unknown, state: DocumentRegistry.SaveState): void => {
      if (state === 'completed') {
        keep();
      }
    };
    void context.ready.then(keep);
    context.fileChanged.connect(keep);
    context.saveState.connect(keepSaved);
    return new DisposableDelegate(() => {
      context.fileChanged.disconnect(keep);
      context.saveState.disconnect(keepSaved);
    });
  }

  /** What the file of a document held; null if nobody knows. */
  of(context: DocumentRegistry.Context): string | null {
    return this._texts.get(context) ?? null;
  }

  private _keep(context: DocumentRegistry.Context): void {
    const { contents, mine } = this._options;
    // While nobody knows which folders are copies, any may be one.
    if (mine.copies === null || mine.copyAround(contents.localPath(context.path))) {
      this._texts.set(context, context.model.toString());
    }
  }
}

export namespace SavedTexts {
  export interface IOptions {
    contents: Contents.IManager;
    mine: MineModel;
  }
}
