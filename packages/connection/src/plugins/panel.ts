// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ILayoutRestorer } from '@jupyterlab/application';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- the sidebar needs the panel's shell at once; tabs come later.
import { AtriumPanel } from '../panel';
import { AtriumTabs } from '../tabs';
import { IAtrium, IAtriumPanel } from '../tokens';

/** After the panel of running sessions (200), before the table of contents (400). */
const RANK = 250;

/**
 * Shows Atrium's panel in the left sidebar, where the features meet.
 */
export const panel: JupyterFrontEndPlugin<IAtriumPanel> = {
  id: '@jupyter-atrium/connection:panel',
  description: 'Shows Atrium’s panel in the left sidebar.',
  autoStart: true,
  provides: IAtriumPanel,
  requires: [IAtrium],
  optional: [ILayoutRestorer, IStateDB, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    atrium: IAtrium,
    restorer: ILayoutRestorer | null,
    state: IStateDB | null,
    translator: ITranslator | null
  ): IAtriumPanel => {
    const tabs = new AtriumTabs();
    const widget = new AtriumPanel({ tabs, trans: (translator ?? nullTranslator).load('jupyter_atrium') });
    const place = (): void => {
      // Whoever may not use this hub's Atrium sees nothing of it.
      const isHidden = atrium.status === 'no-access' || atrium.status === 'absent';
      if (isHidden) {
        widget.parent = null;
      } else if (!widget.parent) {
        app.shell.add(widget, 'left', { rank: RANK, type: 'Atrium' });
      }
    };

    place();
    restorer?.add(widget, widget.id);
    atrium.changed.connect(place);
    tabs.shown.connect(() => app.shell.activateById(widget.id));
    void state?.fetch(panel.id).then(tab => typeof tab === 'string' && tabs.select(tab));
    void app.restored.then(() => {
      tabs.changed.connect(() => void state?.save(panel.id, tabs.current ?? ''));
      widget.start();
    });
    return tabs;
  }
};
