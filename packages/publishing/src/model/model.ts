// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, FixKind, Reader, Scan } from '@jupyter-atrium/api';
import { type IAtrium, type IJob, type IWorkspace, fileChanges, isNotebook } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import { type FieldValues, edit } from './card-form';
import type { Fixed, FindingGroup } from './findings';
import { fixGroup, undoFixed } from './fixing';
import { findDraft, look } from './looking';
import type { CoverChoice, IComparer, ICovers, IDocuments, IMemory } from './ports';
import { isAbort } from './refusal';
import { Sender } from './sender';
import { standingOf } from './standing';
import { type PublishState, baseOf, initialState, isCheckedByHub } from './state';
import { afterBeginning, afterLook, choicesOf, withPrefill, withoutTrouble } from './steps';
import { troubleOf } from './trouble';

/** So many notebooks are compared unasked; the others when somebody opens them. */
const COMPARED_UNASKED = 20;

/**
 * Publishing of one notebook or folder: looks at the files, takes decisions, sends, publishes.
 */
export class PublishModel implements IDisposable {
  private readonly _options: PublishModel.IOptions;
  private readonly _stateChanged = new Signal<this, PublishState>(this);
  private readonly _sender: Sender;
  private _state: PublishState;
  private _isStarted = false;
  private _isDisposed = false;
  private _scan: IJob<Scan> | null = null;

  constructor(options: PublishModel.IOptions) {
    this._options = options;
    this._state = initialState(options.source);
    this._sender = new Sender(options, {
      state: () => this._state,
      set: patch => this._set(patch),
      lookAgain: () => void this._look()
    });
    options.atrium.changed.connect(this._onAtriumChanged, this);
    options.documents.changed.connect(this._onDocumentChanged, this);
    this._onAtriumChanged();
  }

  get state(): PublishState {
    return this._state;
  }

  /** Emits the new state after it changed. */
  get stateChanged(): ISignal<this, PublishState> {
    return this._stateChanged;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._scan?.cancel();
    this._sender.cancel();
    Signal.clearData(this);
  }

  /** Looks at the files for the first time; once only. */
  async start(): Promise<void> {
    if (this._isStarted) {
      return;
    }
    this._isStarted = true;
    const { memory, atrium, source } = this._options;
    const [choices, lastUsed, draft] = await Promise.all([
      memory.choices(source),
      memory.lastUsed(),
      findDraft(atrium.client, source)
    ]);
    this._set(afterBeginning(this._state, { choices, lastUsed, draft }));
    await this._look();
  }

  /** Begins anew after a release. */
  async startOver(): Promise<void> {
    this._isStarted = false;
    this._set(initialState(this._options.source));
    this._onAtriumChanged();
    await this.start();
  }

  /** Looks at the files again; an earlier look is given up, and what was said about the last try is over. */
  async lookAgain(): Promise<void> {
    this._set(withoutTrouble(this._state));
    await this._look();
  }

  /** Saves the documents that have changes not on disk, then looks again. */
  async saveAndLookAgain(): Promise<void> {
    try {
      await this._options.documents.save(this._state.unsaved);
    } catch {
      // The document itself says why it could not be saved; looking again shows what is on disk.
    }
    await this.lookAgain();
  }

  edit(fields: Partial<FieldValues>): void {
    const refused = Object.fromEntries(Object.entries(this._state.refused).filter(([name]) => !(name in fields)));
    this._choose({ form: edit(this._state.form, fields), refused });
  }

  chooseCover(cover: CoverChoice): void {
    this._choose({ cover });
  }

  setAudience(audience: Audience): void {
    this._choose({ audience });
  }

  setReaders(readers: readonly Reader[]): void {
    this._choose({ readers });
  }

  setNewWork(isNewWork: boolean): void {
    this._choose(withPrefill({ ...this._state, isNewWork, refused: {} }));
    void this._compareAll();
  }

  async includeOutputs(withOutputs: boolean): Promise<void> {
    this._choose({ withOutputs });
    await this.lookAgain();
  }

  /** Leaves a file out, or takes it in again. */
  async leaveOut(path: string, isOut: boolean): Promise<void> {
    const others = this._state.leaveOut.filter(other => other !== path);
    this._choose({ leaveOut: isOut ? [...others, path] : others });
    await this.lookAgain();
  }

  /** Answers a finding by keeping what it shows, or takes the answer back. */
  answer(group: FindingGroup, isKept: boolean): void {
    const answers = new Set(this._state.answers);
    for (const { id } of group.checks) {
      if (isKept) {
        answers.add(id);
      } else {
        answers.delete(id);
      }
    }
    this._choose({ answers });
  }

  async fix(group: FindingGroup, kind: FixKind): Promise<void> {
    await this._fixing(group.id, async () => {
      const done = await fixGroup(this._options.documents, this._state, group, kind);
      this._choose({ ...done, checks: this._state.checks.filter(check => !group.checks.includes(check)) });
    });
  }

  async undoFix(fixed: Fixed): Promise<void> {
    await this._fixing(fixed.id, async () => this._choose(await undoFixed(this._state, fixed, this._options.trans)));
  }

  /** Publishes what is shown, or goes on where it stopped; does nothing while something stands against it. */
  async publish(): Promise<void> {
    if (this._state.phase.at !== 'sending' && standingOf(this._state).kind === 'ready') {
      await this._sender.run();
    }
  }

  /**
   * Sends the files although secrets seem to be in them, so that the person can say on the hub's own page that they are
   * none; publishes nothing.
   */
  async sendForConfirmation(): Promise<void> {
    const { kind } = standingOf(this._state);
    if (this._state.phase.at !== 'sending' && (kind === 'fix' || kind === 'answer')) {
      await this._sender.run({ isOnlySent: true });
    }
  }

  /** Reads what the person said meanwhile, on the hub's own page, of what looks like a secret. */
  async readAnswers(): Promise<void> {
    const { draft, phase } = this._state;
    const isWaiting = this._state.checks.some(check => check.kind === 'secret' && check.level === 'stop');
    if (!draft || !isWaiting || phase.at === 'sending' || !isCheckedByHub(this._state)) {
      return;
    }
    const params = { draft: draft.id };
    const now = await this._options.atrium.client.getDraft({ params }).catch(() => null);
    if (now?.sealed && isCheckedByHub({ ...this._state, draft: now })) {
      const { checks } = now.sealed;
      this._set({ draft: now, checks, ...(phase.at === 'ready' ? { phase: { at: 'ready', trouble: null } } : {}) });
    }
  }

  cancel(): void {
    this._sender.cancel();
  }

  /** Finds people and groups by the beginning of their name; none if the hub does not answer. */
  async findReaders(q: string): Promise<Reader[]> {
    const found = await this._options.atrium.client.findReaders({ query: { q } }).catch(() => null);
    return found?.readers ?? [];
  }

  /** Compares one file with the release before. */
  async compare(path: string): Promise<void> {
    const { scan, comparisons, withOutputs } = this._state;
    const base = baseOf(this._state);
    const change = base && scan ? fileChanges(base.release.entries, scan.files).find(each => each.path === path) : null;
    if (!base || !change || comparisons.has(path)) {
      return;
    }
    const comparison = await this._options.comparer.compare(change, base, withOutputs);
    if (this._state.scan === scan) {
      this._set({ comparisons: new Map([...this._state.comparisons, [path, comparison]]) });
    }
  }

  private async _look(): Promise<void> {
    const { workspace, atrium, documents, trans } = this._options;
    const { source, withOutputs, leaveOut } = this._state;
    this._scan?.cancel();
    const job = workspace.scan({ source, withOutputs, leaveOut });
    this._scan = job;
    job.changed.connect(() => this._scan === job && this._set({ looked: job.event }));
    this._set({ isLooking: true, looked: null });
    try {
      const found = await look(atrium.client, job, this._state.draft);
      if (this._scan === job) {
        this._options.covers.forget();
        this._set({ ...afterLook(this._state, found), unsaved: documents.unsaved(source) });
        void this._compareAll();
      }
    } catch (error) {
      if (this._scan === job && !isAbort(error)) {
        const trouble = troubleOf(error, null, trans);
        const { phase } = this._state;
        const isFirst = phase.at === 'looking' || phase.at === 'failed';
        this._set({
          isLooking: false,
          phase: isFirst ? { at: 'failed', trouble } : phase.at === 'ready' ? { ...phase, trouble } : phase
        });
      }
    }
  }

  private async _compareAll(): Promise<void> {
    const { scan } = this._state;
    const base = baseOf(this._state);
    const changes = base && scan ? fileChanges(base.release.entries, scan.files) : [];
    const notebooks = changes.filter(({ kind, path }) => kind === 'changed' && isNotebook(path));
    for (const { path } of notebooks.slice(0, COMPARED_UNASKED)) {
      if (this._state.scan !== scan || this._isDisposed) {
        return;
      }
      await this.compare(path);
    }
  }

  private async _fixing(id: string, act: () => Promise<void>): Promise<void> {
    if (this._state.fixing !== null) {
      return;
    }
    this._set({ fixing: id, fixTrouble: null });
    try {
      await act();
    } catch (error) {
      this._set({ fixTrouble: { of: id, text: error instanceof Error ? error.message : String(error) } });
    } finally {
      this._set({ fixing: null });
    }
    await this.lookAgain();
  }

  private _onAtriumChanged(): void {
    const { status, me } = this._options.atrium;
    const isBack = status === 'ready' && this._state.status !== 'ready';
    this._set(withPrefill({ ...this._state, status, me }));
    if (isBack && this._state.phase.at === 'failed') {
      void this.lookAgain();
    }
  }

  private _onDocumentChanged(_: IDocuments, { path, isSaved }: { path: string; isSaved: boolean }): void {
    const { source, phase, fixing } = this._state;
    if (!this._isStarted || (path !== source && !path.startsWith(source === '' ? '' : `${source}/`))) {
      return;
    }
    const unsaved = this._options.documents.unsaved(source);
    if (unsaved.join('\n') !== this._state.unsaved.join('\n')) {
      this._set({ unsaved });
    }
    // A fix looks again by itself; what is being sent is compared when it arrives.
    if (isSaved && fixing === null && (phase.at === 'ready' || phase.at === 'stopped')) {
      void this.lookAgain();
    }
  }

  private _choose(patch: Partial<PublishState>): void {
    this._set({ ...withoutTrouble(this._state), ...patch });
    void this._options.memory.keep(this._state.source, choicesOf(this._state));
  }

  private _set(patch: Partial<PublishState>): void {
    if (!this._isDisposed) {
      this._state = { ...this._state, ...patch };
      this._stateChanged.emit(this._state);
    }
  }
}

export namespace PublishModel {
  export interface IOptions {
    /** The notebook or folder, relative to the root of the person's files. */
    source: string;
    atrium: IAtrium;
    workspace: IWorkspace;
    documents: IDocuments;
    covers: ICovers;
    comparer: IComparer;
    memory: IMemory;
    trans: TranslationBundle;
    /** Makes the idempotency key of an act. */
    newKey: () => string;
  }
}
