// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { DirListing, IDefaultFileBrowser, IDefaultFileBrowserRenderer } from '@jupyterlab/filebrowser';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { FileMarks } from '../file-marks/file-marks';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- files are marked as they are listed.
import { markOf } from '../file-marks/mark-of';
import { IGallery } from '../tokens';
import { isForeign } from '../updates/foreign-drives';

/**
 * Marks copies in the file browser: those with an update, and those with something to decide.
 */
export const fileMarks: JupyterFrontEndPlugin<void> = {
  id: '@jupyter-atrium/gallery:file-marks',
  description: 'Marks copies in the file browser.',
  autoStart: true,
  requires: [IGallery],
  optional: [IDefaultFileBrowser, IDefaultFileBrowserRenderer, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    shared: IGallery,
    fileBrowser: IDefaultFileBrowser | null,
    renderer: IDefaultFileBrowserRenderer | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyter_atrium');
    const { mine, questions, updateSettings } = shared;
    const { contents } = app.serviceManager;
    const marks = new FileMarks({
      renderer: renderer ?? DirListing.defaultRenderer,
      markOf: path =>
        updateSettings.fileMarks && !isForeign(contents.driveName(path))
          ? markOf(contents.localPath(path), { mine, questions, trans })
          : null
    });
    const refresh = (): void => marks.refresh();
    questions.changed.connect(refresh);
    updateSettings.changed.connect(refresh);
    // What was listed before is drawn once more, so that it can be marked.
    void app.restored.then(() => fileBrowser?.model.refresh());
  }
};
