// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ICellModel, ICodeCellModel } from '@jupyterlab/cells';
import { isCodeCellModel } from '@jupyterlab/cells';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import { guardTrust } from './guard-trust';
import type { IRuns } from './runs';
import { ShownOutputs } from './shown-outputs';

/** The shown outputs of all cells of a notebook. */
export class NotebookOutputs implements IDisposable {
  private readonly _model: INotebookModel;
  private readonly _runs: IRuns;
  private readonly _shown = new Map<ICellModel, ShownOutputs | null>();
  private readonly _changed = new Signal<this, ShownOutputs>(this);
  private _isDisposed = false;

  constructor(model: INotebookModel, runs: IRuns) {
    this._model = model;
    this._runs = runs;
    this._guardAll();
    model.cells.changed.connect(this._guardAll, this);
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Emits after the state of a cell’s outputs changed. */
  get changed(): ISignal<this, ShownOutputs> {
    return this._changed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._model.cells?.changed.disconnect(this._guardAll, this);
      this._shown.forEach(shown => shown?.dispose());
      Signal.clearData(this);
    }
  }

  of(model: ICellModel): ShownOutputs | null {
    return this._shown.get(model) ?? null;
  }

  private _guardAll(): void {
    const now = new Set<ICellModel>(this._model.cells);
    for (const [model, shown] of this._shown) {
      if (!now.has(model)) {
        shown?.dispose();
        this._shown.delete(model);
      }
    }
    for (const model of now) {
      if (!this._shown.has(model)) {
        this._shown.set(model, isCodeCellModel(model) ? this._show(model) : this._distrust(model));
      }
    }
  }

  private _show(model: ICodeCellModel): ShownOutputs {
    const shown = new ShownOutputs(model, this._runs);
    shown.stateChanged.connect(() => this._changed.emit(shown));
    return shown;
  }

  private _distrust(model: ICellModel): null {
    guardTrust(model, { mayTrust: () => false, apply: set => set() });
    return null;
  }
}
