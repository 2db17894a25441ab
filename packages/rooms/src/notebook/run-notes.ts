// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Cell, CodeCell } from '@jupyterlab/cells';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { PanelLayout, Widget } from '@lumino/widgets';
import type { OpenRoom } from '../room/open-room';
import type { NotebookOutputs } from '../runs/notebook-outputs';
import { RunNote } from './run-note';
import { noteOf } from './run-words';

/** Says under cells whose run is shown, and what can be done about it. */
export class RunNotes implements IDisposable {
  private readonly _options: RunNotes.IOptions;
  private readonly _notes = new Map<Cell, RunNote>();
  private _isDisposed = false;

  constructor(options: RunNotes.IOptions) {
    this._options = options;
    options.outputs.changed.connect(this._draw, this);
    options.room.side.changed.connect(this._draw, this);
    options.panel.content.modelContentChanged.connect(this._draw, this);
    options.panel.content.cellInViewportChanged.connect(this._draw, this);
    this._draw();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      const { outputs, room, panel } = this._options;
      outputs.changed.disconnect(this._draw, this);
      room.side.changed.disconnect(this._draw, this);
      panel.content.modelContentChanged.disconnect(this._draw, this);
      panel.content.cellInViewportChanged.disconnect(this._draw, this);
      this._notes.forEach(note => note.dispose());
    }
  }

  private _draw(): void {
    const { panel, room, outputs, trans } = this._options;
    for (const cell of panel.content.widgets) {
      const shown = cell.model.isDisposed ? null : outputs.of(cell.model);
      const note = shown && noteOf(shown, room, trans);
      const known = this._notes.get(cell);
      if (note && known) {
        known.say(note);
      } else if (note) {
        this._place(cell as CodeCell, new RunNote(note));
      } else if (known) {
        known.dispose();
      }
    }
  }

  /** Between source and outputs: what it says is about the outputs. */
  private _place(cell: CodeCell, note: RunNote): void {
    this._notes.set(cell, note);
    note.disposed.connect(() => this._notes.delete(cell));
    cell.disposed.connect(() => note.dispose());
    void cell.ready.then(() => {
      if (!note.isDisposed && !cell.isDisposed) {
        const layout = cell.layout as PanelLayout;
        const at = layout.widgets.findIndex((widget: Widget) => widget.hasClass('jp-Cell-outputWrapper'));
        layout.insertWidget(at < 0 ? layout.widgets.length : at, note);
      }
    });
  }
}

export namespace RunNotes {
  export interface IOptions {
    panel: NotebookPanel;
    room: OpenRoom;
    outputs: NotebookOutputs;
    trans: TranslationBundle;
  }
}
