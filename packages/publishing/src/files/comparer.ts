// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Comparison, type FileChange, compareFile } from '@jupyter-atrium/connection';
import { inFiles } from '../model/fixing';
import type { IComparer, IDocuments } from '../model/ports';
import type { Client } from '../model/refusal';
import type { Before } from '../model/state';

/** Compares files of the person with those of a release. */
export class Comparer implements IComparer {
  private readonly _options: Comparer.IOptions;

  constructor(options: Comparer.IOptions) {
    this._options = options;
  }

  compare(change: FileChange, base: Before, withOutputs: boolean): Promise<Comparison> {
    return compareFile(
      change,
      side => (side === 'before' ? this._released(change, base) : this._local(change)),
      withOutputs
    );
  }

  private async _released({ path }: FileChange, { page, release }: Before): Promise<string> {
    const params = { work: page.id, label: release.label, '*': path };
    return new TextDecoder().decode(await this._options.client.getFile({ params }));
  }

  private _local({ path }: FileChange): Promise<string> {
    return this._options.documents.read(inFiles(this._options.place(), path));
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
