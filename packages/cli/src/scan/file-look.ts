// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, Pending } from '@jupyter-atrium/api';
import type { FileFacts } from '@jupyter-atrium/notebooks';
import { checkFile, fileFacts, isNotebookPath } from '@jupyter-atrium/notebooks';
import type { Source } from '../files/source.ts';
import { pendingOf } from './pending-of.ts';
import type { PreparedContent } from './prepare-file.ts';

/** What is told of the inside of a file; small. */
export type FileLook = {
  /** Of what would be published. */
  facts: FileFacts;
  /** Of the file as it is, so that a person knows what leaving outputs out would leave out. */
  outputs: FileFacts['outputs'];
  checks: Check[];
};

/** Looks into the files of one source. */
export class Inspector {
  private readonly _folder: string;
  private readonly _withOutputs: boolean;
  private readonly _pending: readonly Pending[];

  constructor(source: Source, withOutputs: boolean) {
    this._folder = source.folder;
    this._withOutputs = withOutputs;
    this._pending = pendingOf(source);
  }

  look({ original, published }: PreparedContent): FileLook {
    const facts = fileFacts(published);
    const { outputs } = original === published ? facts : fileFacts(original);
    // With outputs, only marks of trust differ: they are noted, though they are taken off.
    const checked = this._withOutputs ? original : published;
    return { facts, outputs, checks: checkFile(checked, { folder: this._folder, pending: this._pending }) };
  }

  /** Says what a look at a file depends on, beside the file and its folder. */
  circumstances(path: string): string {
    const pending = this._pending.filter(each => each.path === path);
    return JSON.stringify([!isNotebookPath(path) || this._withOutputs, ...pending]);
  }
}
