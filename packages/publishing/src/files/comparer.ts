// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Comparison, compareNotebooks } from '@jupyter-atrium/connection';
import { inFiles } from '../model/fixing';
import type { IComparer, IDocuments } from '../model/ports';
import type { Client } from '../model/refusal';
import { type Before, type FileChange, isNotebook } from '../model/state';

/** Larger files are listed without what differs in them. */
const MAX_TEXT_BYTES = 1_000_000;
const MAX_NOTEBOOK_BYTES = 20_000_000;

const TEXT = /^text\/|^application\/(json|x-yaml|yaml|toml|xml|javascript|x-sh|x-tex)$/;

/** Compares files of the person with those of a release. */
export class Comparer implements IComparer {
  private readonly _options: Comparer.IOptions;

  constructor(options: Comparer.IOptions) {
    this._options = options;
  }

  async compare(change: FileChange, base: Before, withOutputs: boolean): Promise<Comparison> {
    const of = `${change.before?.digest ?? ''}>${change.after?.digest ?? ''}`;
    const body = await this._compare(change, base, withOutputs).catch((): Comparison['body'] => ({
      kind: 'unseen',
      why: 'unreadable'
    }));
    return { of, body };
  }

  private async _compare(change: FileChange, base: Before, withOutputs: boolean): Promise<Comparison['body']> {
    const isOfCells = isNotebook(change.path) && change.kind === 'changed';
    const entries = [change.before, change.after].filter(entry => entry !== null);
    const limit = isOfCells ? MAX_NOTEBOOK_BYTES : MAX_TEXT_BYTES;
    if (!isNotebook(change.path) && !entries.every(entry => TEXT.test(entry.mediaType))) {
      return { kind: 'unseen', why: 'binary' };
    }
    if (entries.some(entry => entry.size > limit)) {
      return { kind: 'unseen', why: 'too-large' };
    }
    const [before, after] = await Promise.all([this._released(change, base), this._local(change)]);
    if (isOfCells) {
      return compareNotebooks(before, after, withOutputs);
    }
    const { diffLines } = await import('@jupyter-atrium/notebooks');
    return { kind: 'text', lines: diffLines(before, after) };
  }

  private async _released({ before, path }: FileChange, { page, release }: Before): Promise<string> {
    if (!before) {
      return '';
    }
    const params = { work: page.id, label: release.label, '*': path };
    return new TextDecoder().decode(await this._options.client.getFile({ params }));
  }

  private async _local({ after, path }: FileChange): Promise<string> {
    return after ? this._options.documents.read(inFiles(this._options.place(), path)) : '';
  }
}

export namespace Comparer {
  export interface IOptions {
    client: Client;
    documents: IDocuments;
    /** Where the paths of changes begin. */
    place: () => Parameters<typeof inFiles>[0];
  }
}
