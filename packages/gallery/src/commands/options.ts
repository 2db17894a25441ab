// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IAtrium, IAtriumPanel, IWorkspace } from '@jupyter-atrium/connection';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IGallery } from '../tokens';

/** What a command of this package may use. */
export interface ICommandOptions {
  app: JupyterFrontEnd;
  atrium: IAtrium;
  shared: IGallery;
  workspace: Pick<IWorkspace, 'ofCopy'>;
  panel: IAtriumPanel;
  /** Null where documents cannot be open. */
  docManager: IDocumentManager | null;
  fileBrowser: IDefaultFileBrowser | null;
  trans: TranslationBundle;
}
