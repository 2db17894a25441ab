// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { Cell, CodeCell } from '@jupyterlab/cells';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel, Notebook, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import type { OpenRoom } from '../room/open-room';
import { NotebookOutputs } from '../runs/notebook-outputs';
import type { IRooms } from '../tokens';

/**
 * Attaches rooms to their notebooks. Trust and runs are attached at once, before anything of a document arrives; what
 * is drawn around them comes later.
 */
export class RoomExtension implements DocumentRegistry.IWidgetExtension<NotebookPanel, INotebookModel> {
  private readonly _options: RoomExtension.IOptions;
  private readonly _outputs = new WeakMap<Notebook, NotebookOutputs>();

  constructor(options: RoomExtension.IOptions) {
    this._options = options;
  }

  createNew(panel: NotebookPanel, context: DocumentRegistry.IContext<INotebookModel>): IDisposable {
    const room = this._options.shared.rooms.of(context.path);
    if (!room || context.model.sharedModel !== room.notebook) {
      return new DisposableDelegate(() => undefined);
    }
    const outputs = new NotebookOutputs(context.model, room);
    this._outputs.set(panel.content, outputs);
    panel.addClass('jp-mod-atriumRoom');
    room.kernelName = () => panel.sessionContext.kernelDisplayName;
    room.stop = cell => stopRun(panel, cell);
    const surroundings = this._surround(panel, context, room, outputs);
    panel.disposed.connect(() => outputs.dispose());
    return new DisposableDelegate(() => {
      outputs.dispose();
      void surroundings.then(drawn => drawn?.dispose());
    });
  }

  /** A run of a cell begins in this page. */
  begin(notebook: Notebook, cell: Cell): void {
    this._outputs.get(notebook)?.of(cell.model)?.begin();
  }

  end(notebook: Notebook, cell: Cell): void {
    this._outputs.get(notebook)?.of(cell.model)?.end();
  }

  private async _surround(
    panel: NotebookPanel,
    context: DocumentRegistry.IContext<INotebookModel>,
    room: OpenRoom,
    outputs: NotebookOutputs
  ): Promise<IDisposable | null> {
    const { RoomSurroundings } = await import('./room-surroundings');
    return panel.isDisposed ? null : new RoomSurroundings({ ...this._options, panel, context, room, outputs });
  }
}

export namespace RoomExtension {
  export interface IOptions {
    app: JupyterFrontEnd;
    shared: IRooms;
    docManager: IDocumentManager | null;
    trans: TranslationBundle;
  }
}

/** Another's run took a cell over: what this page's kernel still says of it goes nowhere. */
function stopRun(panel: NotebookPanel, cellId: string): void {
  const cell = panel.content.widgets.find(({ model }) => model.id === cellId) as CodeCell | undefined;
  const future = cell?.outputArea?.future as { dispose(): void } | null | undefined;
  future?.dispose();
}
