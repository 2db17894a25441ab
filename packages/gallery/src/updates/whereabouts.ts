// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { Copy, MineModel } from '../mine/model';

/** What the person has in front of them: a document, and what is selected in the file browser. */
export class Whereabouts {
  private readonly _options: Whereabouts.IOptions;

  constructor(options: Whereabouts.IOptions) {
    this._options = options;
  }

  /** The document in front; null if it is something else. */
  document(): DocumentRegistry.Context | null {
    const { app, docManager } = this._options;
    const { currentWidget } = app.shell;
    return (currentWidget && docManager.contextForWidget(currentWidget)) ?? null;
  }

  /** The one thing that is selected in the file browser, relative to the root of the person's files. */
  selected(): string | null {
    const { app, fileBrowser } = this._options;
    const [selected, ...more] = fileBrowser ? [...fileBrowser.selectedItems()] : [];
    return selected && more.length === 0 ? app.serviceManager.contents.localPath(selected.path) : null;
  }

  /** The copy around what is selected, or, unless only that is meant, around the document in front. */
  copy(isSelected: boolean): Copy | null {
    const { app, mine } = this._options;
    const path = isSelected ? undefined : this.document()?.path;
    const local = path === undefined ? this.selected() : app.serviceManager.contents.localPath(path);
    return local === null ? null : mine.copyAround(local);
  }

  /** Opens a document, or shows it; null if it is none. */
  async open(path: string): Promise<DocumentRegistry.Context | null> {
    const { app, docManager } = this._options;
    const widget: unknown = await app.commands.execute('docmanager:open', { path });
    const context = docManager.contextForWidget(widget as Parameters<IDocumentManager['contextForWidget']>[0]);
    await context?.ready;
    return context ?? null;
  }
}

export namespace Whereabouts {
  export interface IOptions {
    app: JupyterFrontEnd;
    mine: MineModel;
    docManager: IDocumentManager;
    fileBrowser: IDefaultFileBrowser | null;
  }
}
