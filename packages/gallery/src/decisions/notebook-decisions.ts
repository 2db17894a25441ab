// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingEntry } from '@jupyter-atrium/api';
import type { IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import type { findConflict } from '@jupyter-atrium/notebooks';
import type { Cell, ICellModel } from '@jupyterlab/cells';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { PanelLayout } from '@lumino/widgets';
import type { CompareLines } from '../updates/copy-updates';
import { type LiveDecision, decideLive } from './decide-live';
import { DecisionWidget } from './decision-widget';
import { type Spot, placeQuestion } from './place-question';
import { type CellQuestion, Question } from './question';
import type { Questions } from './questions';

/** A question, the region that shows it, and the cells at and before its place: what it stands by when its own cell goes. */
type Shown = { readonly question: Question; widget: DecisionWidget; spot: Spot; trail: readonly ICellModel[] };

/** The questions of one open notebook, each under its cell. */
export class NotebookDecisions implements IDisposable {
  private readonly _options: NotebookDecisions.IOptions;
  private readonly _shown = new Map<string, Shown>();
  private _isDisposed = false;
  /** What is being drawn; null: nothing. */
  private _due: Promise<void> | null = null;

  constructor(options: NotebookDecisions.IOptions) {
    this._options = options;
    options.questions.changed.connect(this.refresh, this);
    options.panel.context.model.contentChanged.connect(this.refresh, this);
    this.refresh();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._options.questions.changed.disconnect(this.refresh, this);
      this._options.panel.context.model.contentChanged.disconnect(this.refresh, this);
      this._shown.forEach(({ widget }) => widget.dispose());
      this._shown.clear();
    }
  }

  /** Shows what is asked now, at the cells as they are now; once for all changes of this moment. */
  refresh(): void {
    this._due ??= Promise.resolve().then(() => {
      this._due = null;
      if (!this._isDisposed && !this._options.panel.isDisposed) {
        this._update();
      }
    });
  }

  /** Goes to the next question after the one that has focus, or after the current cell. */
  async next(): Promise<void> {
    const { content } = this._options.panel;
    await this._due;
    const open = [...this._shown.values()]
      .filter(({ question }) => question.state.at === 'asking')
      .sort((a, b) => (a.spot ?? -1) - (b.spot ?? -1));
    const at = open.findIndex(({ widget }) => widget.node.contains(document.activeElement));
    const after = open.findIndex(({ spot }) => (spot ?? -1) >= content.activeCellIndex);
    const next = open[at < 0 ? Math.max(after, 0) : (at + 1) % open.length];
    if (next) {
      content.activeCellIndex = next.spot ?? 0;
      await content.scrollToItem(next.spot ?? 0, 'smart').catch(() => undefined);
      await content.widgets[next.spot ?? 0]?.ready;
      // A notebook that just came to the front takes focus to its cell first.
      await frame();
      next.widget.node.scrollIntoView({ block: 'nearest' });
      next.widget.focus();
    }
  }

  private _update(): void {
    const entries = this._entries();
    const asked = new Set(entries.map(({ pending }) => pending.id));
    for (const [id, { question, widget }] of this._shown) {
      const isDone = question.state.at === 'asking' ? !asked.has(id) : question.isOver;
      if (isDone) {
        widget.dispose();
        this._shown.delete(id);
      }
    }
    entries.forEach(entry => this._add(entry));
    this._shown.forEach(shown => this._place(shown));
    this._attach();
  }

  private _entries(): (PendingEntry & { pending: CellQuestion })[] {
    const { questions, path } = this._options;
    return questions.of(path()).filter((entry): entry is PendingEntry & { pending: CellQuestion } => {
      return entry.pending.kind !== 'file';
    });
  }

  private _add(entry: PendingEntry & { pending: CellQuestion }): void {
    const { id } = entry.pending;
    if (this._shown.has(id)) {
      return;
    }
    const question = new Question({
      entry,
      conflict: entry.pending,
      decide: (asked, choice) => this._decide(asked, choice),
      settled: status => {
        this._options.questions.take(status);
        this._options.atrium.announce(null);
      }
    });
    question.changed.connect(this.refresh, this);
    this._shown.set(id, { question, widget: this._makeWidget(question), spot: null, trail: [] });
  }

  private _makeWidget(question: Question): DecisionWidget {
    const { lines, trans } = this._options;
    return new DecisionWidget({ question, lines, trans });
  }

  private _decide({ entry, conflict }: Question, choice: Choice): Promise<LiveDecision> {
    const { panel, workspace, folder } = this._options;
    const context: DocumentRegistry.Context = panel.context;
    return decideLive({ context, workspace, folder: folder(), entry, conflict, choice });
  }

  private _place(shown: Shown): void {
    const { panel, find } = this._options;
    const { question } = shown;
    const models = panel.content.widgets.map(({ model }) => model);
    const marks = models.map(model => ({ id: model.id, source: model.sharedModel.getSource() }));
    const { pending } = question.entry as { pending: CellQuestion };
    const placed = placeQuestion(marks, pending, find);
    const isOwn = pending.kind === 'cell' && pending.mine !== null && question.state.at === 'asking';
    const stays = shown.trail.find(model => models.includes(model));
    if (isOwn || !stays) {
      shown.spot = placed.spot;
      question.conflict = placed.conflict;
    } else {
      shown.spot = models.indexOf(stays);
      question.conflict = movedTo(question.conflict, shown.spot + 1);
    }
    if (question.state.at === 'asking') {
      shown.trail = shown.spot === null ? [] : models.slice(0, shown.spot + 1).reverse();
    }
  }

  /** Cells that were moved took their regions with them: those are made anew. */
  private _attach(): void {
    const cells = this._options.panel.content.widgets;
    for (const shown of this._shown.values()) {
      if (shown.widget.isDisposed) {
        shown.widget = this._makeWidget(shown.question);
      }
      const cell = cells[shown.spot ?? 0];
      if (cell && shown.widget.parent !== cell) {
        void cell.ready.then(() => attach(shown, cell));
      }
      shown.widget.update();
    }
  }
}

function frame(): Promise<unknown> {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
}

/** Cells make their parts when they are first seen. */
function attach({ widget, spot }: Shown, cell: Cell): void {
  if (cell.isDisposed || widget.isDisposed || !(cell.layout instanceof PanelLayout)) {
    return;
  }
  if (spot === null) {
    cell.layout.insertWidget(0, widget);
  } else {
    cell.layout.addWidget(widget);
  }
}

/** A question without a cell of its own, told where it stands by now. */
function movedTo(conflict: CellQuestion, index: number): CellQuestion {
  return conflict.kind === 'cell' && !conflict.mine && conflict.place
    ? { ...conflict, place: { ...conflict.place, index } }
    : conflict;
}

export namespace NotebookDecisions {
  export interface IOptions {
    panel: NotebookPanel;
    questions: Questions;
    workspace: Pick<IWorkspace, 'ofCopy'>;
    atrium: Pick<IAtrium, 'announce'>;
    /** Of the notebook, and of the copy around it; both may be renamed. */
    path: () => string;
    folder: () => string;
    find: typeof findConflict;
    lines: CompareLines;
    trans: TranslationBundle;
  }
}
