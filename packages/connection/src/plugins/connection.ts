// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { Atrium } from '../atrium';
import { findServer } from '../server';
import { IAtrium } from '../tokens';

/**
 * Provides this hub's Atrium, as the person in front of the page.
 */
export const connection: JupyterFrontEndPlugin<IAtrium> = {
  id: '@jupyter-atrium/connection:connection',
  description: 'Provides this hub’s Atrium, as the person in front of the page.',
  autoStart: true,
  provides: IAtrium,
  activate: (app: JupyterFrontEnd): IAtrium => {
    const atrium = new Atrium(findServer('', app.serviceManager.serverSettings));
    // Nothing is asked before Lab is restored: its start is not ours to slow down.
    void app.restored.then(() => atrium.refresh());
    return atrium;
  }
};
