// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  AppliedUpdate,
  Choice,
  CopyStatus,
  Decision,
  Newest,
  Pending,
  Plan,
  UpdateOptions
} from '@jupyter-atrium/api';
import type { AtriumError, Comparison } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { CompareLines, IUpdates } from './copy-updates';
import { firstFile } from './review-files';

/** Where a review stands. */
export type ReviewPhase =
  | { readonly at: 'looking' }
  /** There is nothing to show but why. */
  | { readonly at: 'failed'; readonly error: AtriumError }
  /** Nothing comes: the copy has the newest release, or there is no release any more. */
  | { readonly at: 'idle'; readonly why: 'current' | 'withdrawn' | 'hidden' }
  /** Nothing comes, but something of an earlier update waits. */
  | { readonly at: 'deciding'; readonly error: AtriumError | null }
  | { readonly at: 'ready'; readonly error: AtriumError | null }
  | { readonly at: 'applying' }
  | { readonly at: 'done'; readonly applied: AppliedUpdate; readonly error: AtriumError | null }
  | { readonly at: 'undoing'; readonly applied: AppliedUpdate }
  | { readonly at: 'undone'; readonly label: string };

/** All the view shows. */
export type ReviewState = {
  readonly phase: ReviewPhase;
  readonly status: CopyStatus | null;
  readonly newest: Newest | null;
  readonly plan: Plan | null;
  readonly options: UpdateOptions;
  /** The path shown; null: none. */
  readonly selected: string | null;
  /** By path; of the newest plan only. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  /** Compares lines; null until it was fetched. */
  readonly lines: CompareLines | null;
};

const OPTIONS: UpdateOptions = { deleted: 'restore', leave: [], conflicts: null, choices: {} };

/** One update of one copy, from the look at it to taking it back. */
export class ReviewModel {
  readonly folder: string;
  private readonly _updates: IUpdates;
  private readonly _stateChanged = new Signal<this, void>(this);
  private _turn = 0;
  /** The plan with the last choice, on its way. */
  private _planning: Promise<void> = Promise.resolve();
  private _state: ReviewState = {
    phase: { at: 'looking' },
    status: null,
    newest: null,
    plan: null,
    options: OPTIONS,
    selected: null,
    comparisons: new Map(),
    lines: null
  };

  constructor(folder: string, updates: IUpdates) {
    this.folder = folder;
    this._updates = updates;
  }

  /** Emits after the state was replaced. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  get state(): ReviewState {
    return this._state;
  }

  /** Looks at the copy and its work, and plans; never throws. */
  async look(): Promise<void> {
    const turn = this._next({ phase: { at: 'looking' } });
    try {
      const status = await this._updates.status(this.folder);
      const newest = await this._updates.newest(status);
      const why = idleWhy(status, newest);
      if (why) {
        await this._rest(turn, status, newest, why);
        return;
      }
      const plan = await this._updates.plan(status, this._state.options);
      const lines = await this._updates.lines();
      this._set(turn, { status, newest, lines, ...this._planned(plan), phase: { at: 'ready', error: null } });
      await this._compare(turn);
    } catch (error) {
      this._set(turn, { phase: { at: 'failed', error: error as AtriumError } });
    }
  }

  /** Shows a file. */
  async select(path: string): Promise<void> {
    this._set(this._turn, { selected: path });
    await this._compare(this._turn);
  }

  /** Chooses a side of a conflict; the same one again takes the choice back. */
  async choose(conflict: string, choice: Choice): Promise<void> {
    const { [conflict]: before, ...others } = this._state.options.choices;
    this._planning = this._replan({ choices: before === choice ? others : { ...others, [conflict]: choice } });
    await this._planning;
  }

  /** Chooses whether a file that was deleted here comes back. */
  async leaveDeleted(path: string, isLeft: boolean): Promise<void> {
    const others = this._state.options.leave.filter(each => each !== path);
    this._planning = this._replan({ leave: isLeft ? [...others, path] : others });
    await this._planning;
  }

  /** Does what the plan says, once it holds the last choice; never throws. */
  async apply(): Promise<void> {
    await this._planning;
    const { status, plan, options, phase } = this._state;
    if (!status || !plan || phase.at !== 'ready') {
      return;
    }
    const turn = this._next({ phase: { at: 'applying' } });
    try {
      const applied = await this._updates.apply(status, options, plan);
      const after = await this._updates.status(this.folder);
      this._set(turn, { status: after, phase: { at: 'done', applied, error: null } });
    } catch (error) {
      this._set(turn, { phase: { at: 'ready', error: error as AtriumError } });
    }
  }

  /** Takes the update back; what was edited since stays. */
  async undo(): Promise<void> {
    const { phase, status } = this._state;
    if (phase.at !== 'done' || !status) {
      return;
    }
    const { applied } = phase;
    const turn = this._next({ phase: { at: 'undoing', applied } });
    try {
      const undone = await this._updates.undo(this.folder);
      this._set(turn, { phase: { at: 'undone', label: undone.release.label } });
    } catch (error) {
      this._set(turn, { phase: { at: 'done', applied, error: error as AtriumError } });
    }
  }

  /** Carries out what the person decides about something that waits; never throws. */
  async decide(pending: Pending, choice: Decision['choice']): Promise<void> {
    const { phase } = this._state;
    if (phase.at !== 'done' && phase.at !== 'deciding') {
      return;
    }
    const turn = this._turn;
    try {
      this._set(turn, {
        status: await this._updates.decide(this.folder, pending, choice),
        phase: { ...phase, error: null }
      });
    } catch (error) {
      this._set(turn, { phase: { ...phase, error: error as AtriumError } });
    }
  }

  /** There is no update; what waits of an earlier one is shown. */
  private async _rest(
    turn: number,
    status: CopyStatus,
    newest: Newest | null,
    why: Extract<ReviewPhase, { at: 'idle' }>['why']
  ): Promise<void> {
    const [first] = status.pending;
    const patch = { status, newest, plan: null, lines: await this._updates.lines() };
    this._set(
      turn,
      first
        ? { ...patch, selected: first.pending.path, phase: { at: 'deciding', error: null } }
        : { ...patch, phase: { at: 'idle', why } }
    );
  }

  private async _replan(options: Partial<UpdateOptions>): Promise<void> {
    const { status, phase } = this._state;
    if (!status || phase.at !== 'ready') {
      return;
    }
    const turn = this._next({ options: { ...this._state.options, ...options } });
    try {
      const plan = await this._updates.plan(status, this._state.options);
      this._set(turn, { ...this._planned(plan), phase: { at: 'ready', error: null } });
      await this._compare(turn);
    } catch (error) {
      this._set(turn, { phase: { at: 'ready', error: error as AtriumError } });
    }
  }

  private _planned(plan: Plan): Partial<ReviewState> {
    const { selected } = this._state;
    const { files, pending } = plan.report;
    const isThere = [...files, ...pending].some(({ path }) => path === selected);
    return { plan, selected: isThere ? selected : firstFile(plan.report), comparisons: new Map() };
  }

  private async _compare(turn: number): Promise<void> {
    const { status, plan, selected, options, comparisons } = this._state;
    if (!status || !plan || selected === null || comparisons.has(selected)) {
      return;
    }
    const comparison = await this._updates
      .compare(status, options, selected)
      .catch((): Comparison['body'] => ({ kind: 'unseen', why: 'unreadable' }));
    const entry = { of: plan.id, body: comparison };
    this._set(turn, { comparisons: new Map([...this._state.comparisons, [selected, entry]]) });
  }

  /** Begins something that makes what is under way out of date. */
  private _next(patch: Partial<ReviewState>): number {
    this._turn += 1;
    this._set(this._turn, patch);
    return this._turn;
  }

  private _set(turn: number, patch: Partial<ReviewState>): void {
    if (turn === this._turn) {
      this._state = { ...this._state, ...patch };
      this._stateChanged.emit();
    }
  }
}

function idleWhy(status: CopyStatus, newest: Newest | null): Extract<ReviewPhase, { at: 'idle' }>['why'] | null {
  if (newest?.state !== 'live') {
    return newest ? 'withdrawn' : 'hidden';
  }
  return newest.manifest === status.release.manifest && status.unsettled.length === 0 ? 'current' : null;
}

/** What is to decide now: by the plan, or of what was done. */
export function pendingOf({ phase, plan, status }: ReviewState): readonly Pending[] {
  return phase.at === 'ready' || phase.at === 'applying'
    ? (plan?.report.pending ?? [])
    : (status?.pending ?? []).map(entry => entry.pending);
}
