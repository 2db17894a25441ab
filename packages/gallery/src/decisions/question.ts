// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, CopyStatus, Pending, PendingEntry } from '@jupyter-atrium/api';
import type { AtriumError } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { LiveDecision } from './decide-live';

/** A question about cells of a notebook, or about its language. */
export type CellQuestion = Exclude<Pending, { kind: 'file' }>;

/** Where a question stands. */
export type QuestionState =
  | { readonly at: 'asking'; readonly error: AtriumError | null }
  | { readonly at: 'deciding' }
  | { readonly at: 'decided'; readonly choice: Choice }
  | { readonly at: 'undoing'; readonly choice: Choice };

/** How long a decision can be taken back where it was made, in ms. */
const TAKE_BACK_MS = 10_000;

/** One question that an update left open, from being asked until its answer can no longer be taken back. */
export class Question {
  readonly entry: PendingEntry;
  /** As it stands in the notebook now: its cell may have moved, and may hold something else. */
  conflict: CellQuestion;
  private readonly _options: Question.IOptions;
  private readonly _changed = new Signal<this, void>(this);
  private _state: QuestionState = { at: 'asking', error: null };
  private _takeBack: LiveDecision['takeBack'] | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isOver = false;

  constructor(options: Question.IOptions) {
    this.entry = options.entry;
    this.conflict = options.conflict;
    this._options = options;
  }

  /** Emits after the state was replaced, and when it is over. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get state(): QuestionState {
    return this._state;
  }

  /** Whether it needs to be shown no longer. */
  get isOver(): boolean {
    return this._isOver;
  }

  /** Carries out a choice; never throws. */
  async decide(choice: Choice): Promise<void> {
    if (this._state.at !== 'asking') {
      return;
    }
    this._set({ at: 'deciding' });
    try {
      const { status, takeBack } = await this._options.decide(this, choice);
      this._takeBack = takeBack;
      this._set({ at: 'decided', choice });
      this.wait();
      this._options.settled(status);
    } catch (error) {
      this._set({ at: 'asking', error: error as AtriumError });
    }
  }

  /** Takes the decision back; never throws. */
  async takeBack(): Promise<void> {
    const { _state: state, _takeBack: takeBack } = this;
    if (state.at !== 'decided' || !takeBack) {
      return;
    }
    this.hold();
    this._set({ at: 'undoing', choice: state.choice });
    try {
      const status = await takeBack();
      this._set({ at: 'asking', error: null });
      this._options.settled(status);
    } catch {
      // The way back through the update's own undo is still there.
      this._set(state);
      this.wait();
    }
  }

  /** Keeps it as long as somebody is at it. */
  hold(): void {
    clearTimeout(this._timer);
  }

  /** Lets it go after a while. */
  wait(): void {
    this.hold();
    if (this._state.at === 'decided') {
      this._timer = setTimeout(() => this._end(), TAKE_BACK_MS);
    }
  }

  private _end(): void {
    this._isOver = true;
    this._changed.emit();
  }

  private _set(state: QuestionState): void {
    this._state = state;
    this._changed.emit();
  }
}

export namespace Question {
  export interface IOptions {
    entry: PendingEntry;
    conflict: CellQuestion;
    decide: (question: Question, choice: Choice) => Promise<LiveDecision>;
    /** Told how the copy is afterwards. */
    settled: (status: CopyStatus) => void;
  }
}
