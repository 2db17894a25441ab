// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Extension } from '@codemirror/state';
import { Compartment } from '@codemirror/state';
import { ViewPlugin } from '@codemirror/view';
import { EditorExtensionRegistry, type IConfigurableExtension } from '@jupyterlab/codemirror';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type * as nbformat from '@jupyterlab/nbformat';
import type { YBaseCell } from '@jupyter/ydoc';
import { RoomNotebook } from '../document/room-notebook';
import type { RoomSettings } from '../settings';

type YCell = YBaseCell<nbformat.IBaseCellMetadata>;

/** Draws others' cursors in an editor of a room; null elsewhere. Its code comes when the first such editor is made. */
export function editorExtension(
  model: CodeEditor.IModel,
  settings: RoomSettings
): IConfigurableExtension<unknown> | null {
  const cell = model.sharedModel as Partial<YCell>;
  const { notebook, ysource, awareness } = cell;
  if (!(notebook instanceof RoomNotebook) || !ysource || !awareness) {
    return null;
  }
  const place = new Compartment();
  const load = ViewPlugin.define(view => {
    let isGone = false;
    void import('./remote-cursors').then(({ remoteCursors }) => {
      if (!isGone) {
        view.dispatch({ effects: place.reconfigure(remoteCursors({ awareness, text: ysource, settings })) });
      }
    });
    return { destroy: () => (isGone = true) };
  });
  const extension: Extension = [place.of([]), load];
  return EditorExtensionRegistry.createImmutableExtension(extension);
}
