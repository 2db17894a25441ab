// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { Contents } from '@jupyterlab/services';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';

/** Where a command looks for the notebook or folder meant. */
export type Surroundings = {
  readonly shell: JupyterFrontEnd.IShell;
  readonly contents: Contents.IManager;
  readonly docManager: IDocumentManager;
  readonly browsers: IFileBrowserFactory | null;
};

/** Drives that show the person's own files: the one without a name, and that of jupyter-collaboration. */
const OWN_DRIVES = ['', 'RTC'];

/**
 * Finds the notebook or folder a command is about.
 *
 * @returns relative to the root of the person's files; null if nothing is meant that could be published
 */
export function sourceOf(
  args: ReadonlyPartialJSONObject,
  { shell, contents, docManager, browsers }: Surroundings
): string | null {
  const own = (path: string): string | null =>
    OWN_DRIVES.includes(contents.driveName(path)) ? contents.localPath(path) : null;
  if (typeof args.path === 'string') {
    return own(args.path);
  }
  const current = shell.currentWidget && docManager.contextForWidget(shell.currentWidget);
  if (args.from !== 'browser' && current?.path.endsWith('.ipynb')) {
    return own(current.path);
  }
  const selected = args.from === 'open' ? null : selectedIn(browsers);
  return selected && own(selected.path);
}

/** The one notebook or folder selected in the file browser. */
function selectedIn(browsers: IFileBrowserFactory | null): Contents.IModel | null {
  const [selected, ...more] = browsers?.tracker.currentWidget?.selectedItems() ?? [];
  const isMeant = selected?.type === 'directory' || selected?.type === 'notebook';
  return selected && isMeant && more.length === 0 ? selected : null;
}
