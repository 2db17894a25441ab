// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Notebook } from '@jupyterlab/notebook';
import type { View } from '../room/presence';

/** Where a notebook is scrolled to: the cell at the top, and how far it is scrolled beyond, in its own heights. */
export function viewOf(notebook: Notebook): View | null {
  const top = notebook.outerNode.getBoundingClientRect().top;
  for (const { node, model } of notebook.widgets) {
    const box = node.isConnected ? node.getBoundingClientRect() : null;
    if (box && box.height > 0 && box.bottom > top) {
      return { cell: model.id, offset: Math.round(((top - box.top) / box.height) * 100) / 100 };
    }
  }
  return null;
}

/** Scrolls a notebook to where another is; focus and the active cell stay. */
export async function showView(notebook: Notebook, { cell, offset }: View): Promise<void> {
  const index = notebook.widgets.findIndex(({ model }) => model.id === cell);
  const widget = notebook.widgets[index];
  if (!widget) {
    return;
  }
  if (!widget.node.isConnected) {
    await notebook.scrollToItem(index, 'start');
  }
  const outer = notebook.outerNode;
  const box = widget.node.getBoundingClientRect();
  outer.scrollTop += box.top - outer.getBoundingClientRect().top + offset * box.height;
}
