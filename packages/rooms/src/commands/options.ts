// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IAtrium, IAtriumPanel } from '@jupyter-atrium/connection';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IFileBrowserFactory } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import type { OpenRoom } from '../room/open-room';
import type { IRooms } from '../tokens';

/** What the commands of this package may use. */
export interface ICommandOptions {
  app: JupyterFrontEnd;
  atrium: IAtrium;
  panel: IAtriumPanel;
  shared: IRooms;
  docManager: IDocumentManager;
  browsers: IFileBrowserFactory | null;
  /** Shows the panels of the room in front. */
  showSide: () => void;
  trans: TranslationBundle;
}

/** The room whose notebook is in front, or that of the given path. */
export function roomOf(options: ICommandOptions, path?: unknown): OpenRoom | null {
  const { app, docManager, shared } = options;
  if (typeof path === 'string') {
    return shared.rooms.at(path);
  }
  const { currentWidget } = app.shell;
  return shared.rooms.of(currentWidget ? docManager.contextForWidget(currentWidget)?.path : undefined);
}

/** Without arguments. */
export const NO_ARGUMENTS = { args: { type: 'object', properties: {} } } as const;

/** With the path of a room below its drive. */
export function pathArgument(description: string): { args: ReadonlyJSONObject } {
  return { args: { type: 'object', properties: { path: { type: 'string', description } } } };
}
