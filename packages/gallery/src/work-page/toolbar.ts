// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IToolbarWidgetRegistry, MainAreaWidget } from '@jupyterlab/apputils';
import { ToolbarButton, createToolbarFactory, setToolbar } from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';
import { nullTranslator } from '@jupyterlab/translation';
import { ellipsesIcon } from '@jupyterlab/ui-components';
import { openMenu } from '../gallery/open-menu';
import type { WorkPagePanel } from './panel';

/** Other features name it in their schema to add their buttons. */
const FACTORY = 'Atrium Work';

/** Makes what fills the toolbars of pages: the items of all features, and at the end the menu of further acts. */
export function toolbarOf(
  registry: IToolbarWidgetRegistry,
  settings: ISettingRegistry,
  pluginId: string,
  translator: ITranslator
): (page: MainAreaWidget<WorkPagePanel>) => void {
  const trans = (translator ?? nullTranslator).load('jupyter_atrium');
  registry.addFactory(FACTORY, 'menu', () => {
    const button = new ToolbarButton({
      icon: ellipsesIcon,
      tooltip: trans.__('More actions'),
      onClick: () => openMenu(button.node)
    });
    button.addClass('jp-Atrium-WorkMenu');
    return button;
  });
  const factory = createToolbarFactory(registry, settings, FACTORY, pluginId, translator);
  return page => setToolbar(page, factory);
}
