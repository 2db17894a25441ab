// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { Covers } from '../covers';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- commands and restored pages share the model from the start.
import { GalleryModel } from '../gallery/model';
import { MineModel } from '../mine/model';
import { Openings } from '../openings';
import { Questions } from '../decisions/questions';
import { GallerySettings, UpdateSettings } from '../settings';
import { IGallery } from '../tokens';

/**
 * Provides the state that the gallery's screens and commands share.
 */
export const state: JupyterFrontEndPlugin<IGallery> = {
  id: '@jupyter-atrium/gallery:state',
  description: 'Provides the state that the gallery’s screens and commands share.',
  autoStart: true,
  provides: IGallery,
  requires: [IAtrium, IWorkspace],
  activate: (_app: JupyterFrontEnd, atrium: IAtrium, workspace: IWorkspace): IGallery => {
    const mine = new MineModel(atrium, workspace);
    return {
      gallery: new GalleryModel(atrium),
      mine,
      openings: new Openings(atrium, workspace),
      covers: new Covers(atrium),
      preflights: workspace,
      questions: new Questions({
        mine,
        status: folder => workspace.ofCopy({ job: 'copy-status', folder }).result
      }),
      settings: new GallerySettings(),
      updateSettings: new UpdateSettings()
    };
  }
};
