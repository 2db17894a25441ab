// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CommandIDs } from '@jupyter-atrium/connection';
import type { CommandRegistry } from '@lumino/commands';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import { hostIn, workIdIn } from '../work-id';
import type { PageTab } from '../work-page/model';
import type { WorkPagePanel } from '../work-page/panel';
import { type TargetOptions, targetOf } from './target';

/** The pages that are open. */
export interface IWorkPages {
  find(id: string): MainAreaWidget<WorkPagePanel> | null;
  /** Makes the page of a work and shows it. */
  open(id: string, address: string | null, title: string): Promise<MainAreaWidget<WorkPagePanel>>;
}

/** Opens the page of a work; it only reads. */
export function openWork(
  options: TargetOptions & { trans: TranslationBundle },
  pages: IWorkPages
): CommandRegistry.ICommandOptions {
  const { app, trans } = options;
  return {
    label: trans.__('Show Work'),
    execute: async args => {
      const id = targetOf(args, options);
      if (id === null) {
        return;
      }
      const page = pages.find(id) ?? (await pages.open(id, addressIn(args), textIn(args, 'title')));
      app.shell.activateById(page.id);
      const tab = textIn(args, 'tab');
      if (tab !== '') {
        page.content.model.setTab(tab as PageTab);
      }
    },
    describedBy: {
      args: {
        type: 'object',
        properties: {
          work: { type: 'string', description: trans.__('The work’s id or address') },
          title: { type: 'string', description: trans.__('What the tab is called until the work has arrived') },
          tab: { type: 'string', description: trans.__('The part to show: read, files, versions, lineage, cite') }
        }
      }
    }
  };
}

/** What restores a page after a reload. */
export function restoreArgs(page: MainAreaWidget<WorkPagePanel>): ReadonlyPartialJSONObject {
  const { id, address, title } = page.content.model;
  return { work: address ?? id, title };
}

/** The command that restores pages. */
export const RESTORE_COMMAND = CommandIDs.openWork;

function textIn(args: ReadonlyPartialJSONObject, name: string): string {
  const value = args[name];
  return typeof value === 'string' ? value : '';
}

/** The address somebody came by, where it is one. */
function addressIn(args: ReadonlyPartialJSONObject): string | null {
  const text = textIn(args, 'work');
  return hostIn(text) !== null && workIdIn(text) !== null ? text : null;
}
