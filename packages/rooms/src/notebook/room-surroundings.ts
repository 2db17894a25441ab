// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { INotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { DisposableSet } from '@lumino/disposable';
import { addBlobRenderer } from '../runs/blob-renderer';
import type { OpenRoom } from '../room/open-room';
import type { NotebookOutputs } from '../runs/notebook-outputs';
import type { IRooms } from '../tokens';
import { CellMarks } from './cell-marks';
import { Follower } from './follower';
import { addFaces } from './faces';
import { Place } from './place';
import { RoomBar } from './room-bar';
import { RunNotes } from './run-notes';

/** All that is drawn around the notebook of a room. */
export class RoomSurroundings extends DisposableSet {
  constructor(options: RoomSurroundings.IOptions) {
    super();
    addBlobRenderer(options.panel.content.rendermime, digest => options.room.blob(digest));
    this.add(new Place(options));
    this.add(new CellMarks(options));
    this.add(new RunNotes(options));
    this.add(new Follower(options));
    this.add(addFaces(options));
    const bar = new RoomBar(options);
    options.panel.contentHeader.addWidget(bar);
    this.add(bar);
  }
}

export namespace RoomSurroundings {
  export interface IOptions {
    app: JupyterFrontEnd;
    shared: IRooms;
    docManager: IDocumentManager | null;
    panel: NotebookPanel;
    context: DocumentRegistry.IContext<INotebookModel>;
    room: OpenRoom;
    outputs: NotebookOutputs;
    trans: TranslationBundle;
  }
}
