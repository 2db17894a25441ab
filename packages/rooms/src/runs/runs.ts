// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RunClaim } from '@jupyter-atrium/api';
import type * as nbformat from '@jupyterlab/nbformat';

/** What became of asking for a cell's outputs: they are this page's to publish, another's (whose), or nobody answers. */
export type Claimed = 'mine' | 'unreachable' | { readonly by: RunClaim };

/** One run of one cell. */
export type Run = { readonly cell: string; readonly run: string };

/** The room as runs see it. */
export interface IRuns {
  /** Whether this person may publish outputs here. */
  readonly canPublish: boolean;
  /** Asks for the right to publish; never throws. */
  claim(run: Run, takeOver: boolean): Promise<Claimed>;
  /** Says that a run has ended; never throws. */
  release(run: Run): void;
  /** Puts large values elsewhere; never throws. */
  pack(outputs: nbformat.IOutput[]): nbformat.IOutput[] | Promise<nbformat.IOutput[]>;
  /** Ends what still brings output into a cell of this page. */
  stop(cell: string): void;
  /** A name for a new run. */
  newRun(): string;
}

/**
 * How the outputs of a cell stand: the document's; an own run that is asked for, published, or seen here only (because
 * another runs it, the hub does not answer, or the person may not).
 */
export type OutputsState = 'following' | 'claiming' | 'publishing' | 'private';
