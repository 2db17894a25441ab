// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { MainAreaWidget } from '@jupyterlab/apputils';
import { workIcon } from '@jupyter-atrium/connection';
import { WorkPageModel } from './model';
import { WorkPagePanel } from './panel';

/** Makes the main-area widget of a work's page. */
export function makePage(
  work: Omit<WorkPageModel.IOptions, 'preflights'>,
  options: Omit<WorkPagePanel.IOptions, 'model' | 'atrium'>
): MainAreaWidget<WorkPagePanel> {
  const model = new WorkPageModel({ ...work, preflights: options.shared.preflights });
  const content = new WorkPagePanel({ ...options, atrium: work.atrium, model });
  const page = new MainAreaWidget({ content });
  const name = (): void => {
    page.title.label = model.title || options.trans.__('Work');
    page.title.caption = page.title.label;
  };
  page.id = `${content.id}-tab`;
  page.node.dataset.work = model.id;
  page.addClass('jp-Atrium-WorkTab');
  page.title.icon = workIcon;
  page.title.closable = true;
  model.stateChanged.connect(name);
  name();
  return page;
}
