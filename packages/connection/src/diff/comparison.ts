// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LineDiff } from '@jupyter-atrium/notebooks';

/** An output as a comparison shows it: never run, never HTML. */
export type ShownOutput =
  | { readonly kind: 'image'; readonly address: string }
  | { readonly kind: 'text'; readonly text: string }
  /** Something that only a live notebook shows. */
  | { readonly kind: 'other'; readonly mediaType: string };

/** One cell before and after. */
export type CellComparison = {
  readonly kind: 'changed' | 'added' | 'removed' | 'moved' | 'run';
  /** Counted from 1, in the notebook after; of a removed cell, in the notebook before. */
  readonly numbers: readonly number[];
  readonly isCode: boolean;
  readonly isMoved: boolean;
  /** The cell's type, metadata or attachments differ. */
  readonly isOtherwiseChanged: boolean;
  /** Empty if the source is the same. */
  readonly lines: readonly LineDiff[];
  /** Null if they are the same. */
  readonly outputs: { readonly before: readonly ShownOutput[]; readonly after: readonly ShownOutput[] } | null;
};

/** Cells that are the same, by their numbers in the notebook after. */
export type SameCells = { readonly kind: 'same'; readonly first: number; readonly last: number };

/** A notebook before and after. */
export type NotebookComparison = {
  readonly kind: 'notebook';
  readonly rows: readonly (CellComparison | SameCells)[];
  /** Cells that people edited. */
  readonly edited: number;
  /** Cells of which only the outputs differ. */
  readonly run: number;
  /** The notebook's own metadata differ, such as its kernel. */
  readonly hasOtherMetadata: boolean;
};

/** What differs in one file. */
export type Comparison = {
  /** The digests compared: `before>after`, empty where there is none. */
  readonly of: string;
  readonly body:
    | NotebookComparison
    | { readonly kind: 'text'; readonly lines: readonly LineDiff[] }
    | { readonly kind: 'unseen'; readonly why: 'binary' | 'too-large' | 'unreadable' };
};
