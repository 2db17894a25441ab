// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NotebookPanel } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';
import { anchorOf } from '../talk/anchor';
import { type ICommandOptions, NO_ARGUMENTS, roomOf } from './options';

/** Begins a comment on the active cell of the room in front, or on what is selected there. */
export function talkAboutCell(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { app, trans } = options;
  return {
    label: trans.__('Talk About This Cell'),
    isEnabled: () => {
      const role = roomOf(options)?.role ?? 'viewer';
      return role !== 'viewer';
    },
    execute: () => {
      const { currentWidget } = app.shell;
      const room = roomOf(options);
      const cell = currentWidget instanceof NotebookPanel ? currentWidget.content.activeCell : null;
      if (room && cell) {
        options.showSide();
        room.talkDraft.about(anchorOf(cell, room.notebook));
      }
    },
    describedBy: NO_ARGUMENTS
  };
}
