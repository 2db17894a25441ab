// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IAtrium, IAtriumPanel } from '@jupyter-atrium/connection';
import type { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IGallery } from '../tokens';

/** What a command of this package may use. */
export interface ICommandOptions {
  app: JupyterFrontEnd;
  atrium: IAtrium;
  shared: IGallery;
  panel: IAtriumPanel;
  fileBrowser: IDefaultFileBrowser | null;
  trans: TranslationBundle;
}
