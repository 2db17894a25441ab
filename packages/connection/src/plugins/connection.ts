// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { Atrium } from '../atrium';
import { findServer, logInAgain } from '../server';
import { IAtrium } from '../tokens';

/**
 * Provides this hub's Atrium, as the person in front of the page.
 */
export const connection: JupyterFrontEndPlugin<IAtrium> = {
  id: '@jupyter-atrium/connection:connection',
  description: 'Provides this hub’s Atrium, as the person in front of the page.',
  autoStart: true,
  provides: IAtrium,
  optional: [ISettingRegistry],
  activate: (app: JupyterFrontEnd, settingRegistry: ISettingRegistry | null): IAtrium => {
    const { serverSettings } = app.serviceManager;
    const atrium = new Atrium({ server: findServer('', serverSettings), logIn: logInAgain });
    const begin = async (): Promise<void> => {
      const settings = await settingRegistry?.load(connection.id);
      const follow = (): Promise<void> => {
        atrium.moveTo(findServer((settings?.composite.address as string | undefined) ?? '', serverSettings));
        return atrium.refresh();
      };
      settings?.changed.connect(() => void follow());
      await follow();
    };
    // Nothing is asked before Lab is restored: its start is not ours to slow down.
    void app.restored.then(begin);
    return atrium;
  }
};
