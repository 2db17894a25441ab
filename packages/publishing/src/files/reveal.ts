// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IDocumentWidget } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Widget } from '@lumino/widgets';

/**
 * Opens a document beside a panel, and selects the cell that a finding is about.
 *
 * @param path - relative to the root of the person's files
 * @param panel - stays in sight
 */
export async function reveal(
  services: { shell: JupyterFrontEnd.IShell; docManager: IDocumentManager },
  path: string,
  cell: Check['cell'],
  panel: Widget
): Promise<void> {
  const { shell, docManager } = services;
  const isOpen = docManager.findWidget(path) !== undefined;
  const beside = { ref: panel.id, mode: 'split-left' } as const;
  const widget = docManager.openOrReveal(path, 'default', undefined, isOpen ? {} : beside);
  if (!widget) {
    return;
  }
  await Promise.all([widget.context.ready, widget.revealed]);
  if (!panel.isVisible) {
    shell.add(widget, 'main', beside);
    shell.activateById(widget.id);
  }
  if (cell && isNotebookPanel(widget)) {
    await selectCell(widget, cell);
  }
}

async function selectCell(panel: NotebookPanel, cell: NonNullable<Check['cell']>): Promise<void> {
  const notebook = panel.content;
  const byId = cell.id === null ? -1 : notebook.widgets.findIndex(each => each.model.id === cell.id);
  const index = Math.min(byId < 0 ? cell.index : byId, notebook.widgets.length - 1);
  notebook.deselectAll();
  notebook.mode = 'command';
  notebook.activeCellIndex = index;
  // Cells far away have no size before they are drawn: the second time the place is right.
  await notebook.scrollToItem(index, 'center');
  await notebook.scrollToItem(index, 'center');
}

function isNotebookPanel(widget: IDocumentWidget): widget is NotebookPanel {
  return 'activeCellIndex' in widget.content;
}
