// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RunClaim } from '@jupyter-atrium/api';
import type { ICodeCellModel } from '@jupyterlab/cells';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import type { IShownOutputs, RoomCodeCell } from '../document/room-cells';
import { isTrusted, setTrusted } from '../document/room-cells';
import { guardTrust } from './guard-trust';
import type { Claimed, IRuns, OutputsState, Run } from './runs';
import { showOutputs } from './show-outputs';

/** How often an own run is published at most. */
const PUBLISH_MS = 100;

/**
 * Keeps the shown outputs of one cell and the document's apart. While it follows, the view is made like the document;
 * from the begin of an own run the view is the truth, and is published if the hub says so.
 */
export class ShownOutputs implements IShownOutputs, IDisposable {
  executionCount: number | null = null;
  executionState: 'idle' | 'running' = 'idle';
  private readonly _model: ICodeCellModel;
  private readonly _cell: RoomCodeCell;
  private readonly _runs: IRuns;
  private readonly _stateChanged = new Signal<this, void>(this);
  private _state: OutputsState = 'following';
  private _run: Run | null = null;
  private _isRunning = false;
  private _holder: RunClaim | null = null;
  private _isMuted = false;
  private _isStale = false;
  private _isPublishing = false;
  private _timer: number | null = null;
  private _isDisposed = false;
  /** Whether all that is shown was made by this page's kernel. */
  private _isOwnOutput: boolean;
  /** Whether the document holds what this run made, not what was there before. */
  private _hasPublished = false;

  constructor(model: ICodeCellModel, runs: IRuns) {
    this._model = model;
    this._cell = model.sharedModel as RoomCodeCell;
    this._runs = runs;
    this._isOwnOutput = isTrusted(this._cell);
    this._cell.shown = this;
    guardTrust(model, {
      // Only what this page's own kernel made, or nothing at all.
      mayTrust: () => this._isOwnOutput || this._model.outputs.length === 0,
      apply: set => this._mute(set)
    });
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      window.clearTimeout(this._timer ?? undefined);
      this._release();
      this._cell.shown = null;
      Signal.clearData(this);
    }
  }

  /** The id of the cell. */
  get cell(): string {
    return this._cell.getId();
  }

  get hasOutputs(): boolean {
    return this._model.outputs.length > 0 || this._cell.executionState === 'running';
  }

  get state(): OutputsState {
    return this._state;
  }

  /** Whose run keeps an own one private; null: nobody's. */
  get holder(): RunClaim | null {
    return this._holder;
  }

  /** Emits after `state` or `holder` changed. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  get isOwnRun(): boolean {
    return this._state !== 'following';
  }

  get ownsDocument(): boolean {
    return this._isOwnOutput && (this._state === 'following' || (this._state === 'publishing' && this._hasPublished));
  }

  begin(): void {
    this._release();
    const was = { count: this._cell.execution_count, state: this._cell.executionState };
    this._run = { cell: this._cell.getId(), run: this._runs.newRun() };
    this._isRunning = true;
    this._hasPublished = false;
    this.executionCount = was.count;
    this.executionState = was.state;
    this._isOwnOutput = this._model.outputs.length === 0;
    void this._claim(false);
  }

  /** Says that the kernel is done with the run; what comes later still counts. */
  end(): void {
    if (this._isRunning) {
      this._isRunning = false;
      this.changed();
      this._releaseWhenPublished();
    }
  }

  changed(): void {
    if (!this._isMuted && this._state === 'publishing') {
      this._isStale = true;
      this._publishSoon();
    }
  }

  cleared(): void {
    if (this._isMuted) {
      return;
    }
    if (this.isOwnRun) {
      this._isOwnOutput = true;
      this.changed();
    } else {
      // Nobody runs it here: the person clears what all see.
      this._cell.publish({ outputs: [], count: null, execution: this._cell.executionState });
    }
  }

  followed(): void {
    if (this._state === 'publishing') {
      this._runs.stop(this._cell.getId());
      this.follow();
    } else if (this._state === 'following') {
      this._show();
    }
  }

  /** Shows what the document holds, instead of an own run. */
  follow(): void {
    const was = { count: this._cell.execution_count, state: this._cell.executionState };
    this._release();
    this._run = null;
    this._isRunning = false;
    this._setState('following', null);
    this._cell.tellFollowing(was);
    this._show();
  }

  /** Publishes a private run, though another's may go on. */
  takeOver(): Promise<void> {
    return this._claim(true);
  }

  private async _claim(takeOver: boolean): Promise<void> {
    const run = this._run;
    if (!run) {
      return;
    }
    if (!this._runs.canPublish) {
      this._setState('private', null);
      return;
    }
    this._setState('claiming', null);
    const claimed = await this._runs.claim(run, takeOver);
    // Begun anew, or ended by others, while the hub was asked.
    if (this._run === run && this._state === 'claiming') {
      this._onClaimed(claimed);
    } else if (claimed === 'mine') {
      this._runs.release(run);
    }
  }

  private _onClaimed(claimed: Claimed): void {
    if (claimed === 'mine') {
      this._setState('publishing', null);
      this._isStale = true;
      void this._publish().then(() => {
        if (!this._isRunning) {
          this._releaseWhenPublished();
        }
      });
    } else {
      this._setState('private', claimed === 'unreachable' ? null : claimed.by);
    }
  }

  private _publishSoon(): void {
    this._timer ??= window.setTimeout(() => {
      this._timer = null;
      void this._publish();
    }, PUBLISH_MS);
  }

  private async _publish(): Promise<void> {
    if (this._isPublishing || !this._isStale || this._state !== 'publishing') {
      return;
    }
    this._isPublishing = true;
    this._isStale = false;
    const run = this._run;
    const packed = this._runs.pack(this._model.outputs.toJSON());
    const outputs = packed instanceof Promise ? await packed : packed;
    this._isPublishing = false;
    if (this._run === run && this._state === 'publishing' && !this._isDisposed) {
      this._cell.publish({ outputs, count: this.executionCount, execution: this.executionState });
      this._hasPublished = true;
      if (this._isStale) {
        this._publishSoon();
      }
    }
  }

  /** The claim ends after the last of its outputs is on its way. */
  private _releaseWhenPublished(): void {
    const run = this._run;
    if (run && this._state === 'publishing') {
      void this._publish().then(() => this._runs.release(run));
    }
  }

  private _release(): void {
    if (this._run && this._isRunning && this._state === 'publishing') {
      this._runs.release(this._run);
    }
  }

  private _show(): void {
    this._isOwnOutput = false;
    setTrusted(this._cell, false);
    this._mute(() => {
      this._model.trusted = false;
      showOutputs(this._model.outputs, this._cell.getOutputs());
    });
  }

  private _mute(act: () => void): void {
    const wasMuted = this._isMuted;
    this._isMuted = true;
    try {
      act();
    } finally {
      this._isMuted = wasMuted;
    }
  }

  private _setState(state: OutputsState, holder: RunClaim | null): void {
    this._state = state;
    this._holder = holder;
    this._stateChanged.emit();
  }
}
