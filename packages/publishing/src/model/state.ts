// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  Audience,
  Check,
  Draft,
  Figure,
  JobEvent,
  Me,
  Reader,
  ReleaseFiles,
  Scan,
  Work,
  WorkPage
} from '@jupyter-atrium/api';
import type { AtriumStatus, Comparison } from '@jupyter-atrium/connection';
import { type CardForm, EMPTY_FORM, type FieldName } from './card-form';
import type { Fixed } from './findings';
import type { CoverChoice, LastUsed } from './ports';

/** A step of sending, in order. */
export type SendingStep = 'preparing' | 'sending' | 'checking' | 'publishing';

/** What went wrong, in words for people. */
export type Trouble = {
  readonly text: string;
  /** What helps: trying again, logging in again, or looking at the files again. */
  readonly way: 'again' | 'log-in' | 'look' | 'none';
  /** Code, time and request, to be copied. */
  readonly details: string;
};

/** Where publishing stands. */
export type Phase =
  /** The first look at the files. */
  | { readonly at: 'looking' }
  /** The first look failed: there is nothing to show. */
  | { readonly at: 'failed'; readonly trouble: Trouble }
  | { readonly at: 'ready'; readonly trouble: Trouble | null }
  | { readonly at: 'sending'; readonly step: SendingStep; readonly event: JobEvent | null; readonly percent: number }
  /** Something is on the hub already, nothing is published. */
  | { readonly at: 'stopped'; readonly percent: number | null; readonly trouble: Trouble | null }
  | { readonly at: 'published'; readonly work: Work; readonly trouble: Trouble | null };

/** The work a source was published as, and its newest release. */
export type Before = { readonly page: WorkPage; readonly release: ReleaseFiles };

/** All the view shows. Every value is replaced, never changed. */
export type PublishState = {
  /** The notebook or folder, relative to the root of the person's files. */
  readonly source: string;
  readonly status: AtriumStatus;
  readonly me: Me | null;
  readonly phase: Phase;
  /** A look at the files is under way; what the last one found stays shown. */
  readonly isLooking: boolean;
  readonly looked: JobEvent | null;
  readonly scan: Scan | null;
  /** Of the newest look, or of the hub if it found more. */
  readonly checks: readonly Check[];
  /** Ids of checks answered with "keep it". */
  readonly answers: ReadonlySet<string>;
  readonly fixed: readonly Fixed[];
  /** Id of the finding that is being fixed. */
  readonly fixing: string | null;
  /** Why the last fix or undo did not work. */
  readonly fixTrouble: { readonly of: string; readonly text: string } | null;
  readonly form: CardForm;
  /** Fields the service refused, and why. */
  readonly refused: Readonly<Partial<Record<FieldName, string>>>;
  /** Null here and below: not chosen; see `coverOf`, `audienceOf` and `readersOf`. */
  readonly cover: CoverChoice | null;
  readonly audience: Audience | null;
  readonly readers: readonly Reader[] | null;
  readonly withOutputs: boolean;
  /** Relative to the source. */
  readonly leaveOut: readonly string[];
  /** Notebooks and files with changes that are not on disk. */
  readonly unsaved: readonly string[];
  readonly before: Before | null;
  /** The person wants a new work although there is one. */
  readonly isNewWork: boolean;
  /** By path. */
  readonly comparisons: ReadonlyMap<string, Comparison>;
  readonly draft: Draft | null;
  readonly lastUsed: LastUsed;
};

/** Nothing known yet. */
export function initialState(source: string): PublishState {
  return {
    source,
    status: 'unknown',
    me: null,
    phase: { at: 'looking' },
    isLooking: true,
    looked: null,
    scan: null,
    checks: [],
    answers: new Set(),
    fixed: [],
    fixing: null,
    fixTrouble: null,
    form: EMPTY_FORM,
    refused: {},
    cover: null,
    audience: null,
    readers: null,
    withOutputs: false,
    leaveOut: [],
    unsaved: [],
    before: null,
    isNewWork: false,
    comparisons: new Map(),
    draft: null,
    lastUsed: { authors: [], audience: 'hub', withOutputs: false }
  };
}

/** The release an update starts from; null if a new work is published. */
export function baseOf(state: Pick<PublishState, 'before' | 'isNewWork'>): Before | null {
  return state.isNewWork ? null : state.before;
}

/** The cover to be published: the one chosen while it is there, else that of before, else the first figure. */
export function coverOf(state: PublishState): CoverChoice {
  const base = baseOf(state);
  const figures = state.scan?.figures ?? [];
  const { cover } = state;
  const isThere =
    cover?.kind === 'figure'
      ? figures.some(figure => isSameFigure(figure, cover.figure))
      : cover?.kind !== 'before' || base;
  if (cover && isThere) {
    return cover;
  }
  if (base?.page.card.cover) {
    return { kind: 'before' };
  }
  const [figure] = figures;
  return figure ? { kind: 'figure', figure } : { kind: 'none' };
}

export function isSameFigure(a: Figure, b: Figure): boolean {
  return a.path === b.path && a.cell === b.cell && a.output === b.output && a.mediaType === b.mediaType;
}

/** Who may see it: as chosen, else as before, else as last used. */
export function audienceOf(state: PublishState): Audience {
  return state.audience ?? baseOf(state)?.page.audience ?? state.lastUsed.audience;
}

/** Who is named as reader of a private work. */
export function readersOf(state: PublishState): readonly Reader[] {
  return state.readers ?? baseOf(state)?.page.readers ?? [];
}

/** Whether the hub's own checks of these files are shown. */
export function isCheckedByHub({ draft, scan }: PublishState): boolean {
  return scan !== null && draft?.sealed?.filesDigest === scan.filesDigest;
}

/** The name people know a notebook or folder by. */
export function nameOf(source: string): string {
  return (source.split('/').pop() ?? '').replace(/\.ipynb$/, '');
}
