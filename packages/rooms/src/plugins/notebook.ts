// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IEditorExtensionRegistry } from '@jupyterlab/codemirror';
import { IDocumentManager } from '@jupyterlab/docmanager';
import { NotebookActions } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- asked for as editors are made, which cannot wait.
import { editorExtension } from '../cursors/editor-extension';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- trust must hold before anything of a document arrives.
import { RoomExtension } from '../notebook/room-extension';
import { IRooms } from '../tokens';

/** The plugin of jupyter-collaboration that draws the cursors of others, ours too: both use one format. */
const OTHER_CURSORS = '@jupyter/collaboration-extension:userEditorCursors';

/**
 * Makes the notebooks of rooms what they are: whose runs are shown, who is where, what stands in the way.
 */
export const notebook: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/rooms:notebook',
  description: 'Shows in the notebooks of rooms who is where, and whose runs are shown.',
  autoStart: true,
  requires: [IRooms],
  optional: [IDocumentManager, IEditorExtensionRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    shared: IRooms,
    docManager: IDocumentManager | null,
    editors: IEditorExtensionRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const extension = new RoomExtension({ app, shared, docManager, trans });
    NotebookActions.executionScheduled.connect((_, { notebook: widget, cell }) => extension.begin(widget, cell));
    NotebookActions.executed.connect((_, { notebook: widget, cell }) => extension.end(widget, cell));
    app.docRegistry.addWidgetExtension('Notebook', extension);
    if (editors && !app.hasPlugin(OTHER_CURSORS)) {
      editors.addExtension({ name: 'atrium-cursors', factory: ({ model }) => editorExtension(model, shared.settings) });
    }
  }
};
