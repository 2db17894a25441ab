// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { askPreflight, startJob } from '../server';
import { IWorkspace } from '../tokens';
import { JobWorkspace } from '../workspace/job-workspace';

/**
 * Provides the person's files, for scanning, sending and opening copies.
 */
export const workspace: JupyterFrontEndPlugin<IWorkspace> = {
  id: '@jupyter-atrium/connection:workspace',
  description: 'Provides the person’s files, for scanning, sending and opening copies.',
  autoStart: true,
  provides: IWorkspace,
  activate: (app: JupyterFrontEnd): IWorkspace => {
    const { serverSettings } = app.serviceManager;
    return new JobWorkspace(
      (request, signal) => startJob(request, serverSettings, signal),
      query => askPreflight(query, serverSettings)
    );
  }
};
