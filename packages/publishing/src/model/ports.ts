// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Author, Check, Figure, FixKind, Reader } from '@jupyter-atrium/api';
import type { Comparison, FileChange } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import type { Before } from './state';

/** Which picture people see first: as before, none, or a figure. */
export type CoverChoice =
  { readonly kind: 'none' } | { readonly kind: 'before' } | { readonly kind: 'figure'; readonly figure: Figure };

/** What was done to a file, so that it can be undone. */
export interface IEdit {
  readonly path: string;
  /** Brings back what was there; false if it was changed since. Null: there is no way back. */
  readonly undo: (() => Promise<boolean>) | null;
}

/** Which findings of a file are fixed, and how. */
export type FixOptions = {
  /** The file, relative to the root of the person's files. */
  readonly path: string;
  /** The folder that is published, likewise. */
  readonly folder: string;
  /** All in that file. */
  readonly checks: readonly Check[];
  readonly kind: FixKind;
};

/** The person's documents, open in this page or on disk. */
export interface IDocuments {
  /** Emits after a document was saved, changed, or saved for the first time; with its path. */
  readonly changed: ISignal<IDocuments, { readonly path: string; readonly isSaved: boolean }>;

  /** Paths of open documents at or below a path that have changes not on disk. */
  unsaved(source: string): string[];

  save(paths: readonly string[]): Promise<void>;

  /** Reads a file's text from disk. */
  read(path: string): Promise<string>;

  /**
   * Fixes a finding, in the open document or else in the file; what it does is on disk when it answers.
   *
   * @throws Error in words for people
   */
  fix(options: FixOptions): Promise<IEdit>;
}

/** Pictures for the cover. */
export interface ICovers {
  /** An address of a figure as it stands in its notebook, for an image element. */
  figure(figure: Figure): Promise<string>;

  /** An address of the cover of the release before. */
  before(before: Before): Promise<string>;

  /** The bytes of a figure as a cover: small enough to be stored. */
  encode(figure: Figure): Promise<Uint8Array>;

  /** Forgets what was read from notebooks, because they may have changed. */
  forget(): void;
}

/** Compares files with the release before. */
export interface IComparer {
  compare(change: FileChange, before: Before, withOutputs: boolean): Promise<Comparison>;
}

/** What a person decided about one source; kept while it is not published. */
export type Choices = {
  readonly withOutputs: boolean;
  readonly leaveOut: readonly string[];
  readonly answers: readonly string[];
  /** Fields of the card as the person wrote them. */
  readonly card: {
    readonly title?: string;
    readonly summary?: string;
    readonly authors?: readonly Author[];
    readonly licence?: string | null;
    readonly label?: string;
    readonly tags?: readonly string[];
    readonly note?: string;
  };
  readonly cover: CoverChoice | null;
  readonly audience: Audience | null;
  readonly readers: readonly Reader[] | null;
  readonly isNewWork: boolean;
};

/** What was chosen for the last work; proposed for the next. */
export type LastUsed = {
  /** Absent: nothing was published yet. */
  readonly licence?: string | null;
  readonly authors: readonly Author[];
  readonly audience: Audience;
  readonly withOutputs: boolean;
};

/** Remembers choices between visits. */
export interface IMemory {
  choices(source: string): Promise<Choices | null>;
  keep(source: string, choices: Choices): Promise<void>;
  lastUsed(): Promise<LastUsed>;
  use(last: LastUsed): Promise<void>;
}
