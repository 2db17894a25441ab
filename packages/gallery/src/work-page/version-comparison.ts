// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ReleaseFiles } from '@jupyter-atrium/api';
import type { AtriumError, Client, Comparison, FileChange } from '@jupyter-atrium/connection';
import { compareFile, fileChanges, isNotebook } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** Notebooks compared before anybody opens them, so that their cells can be summed up. */
const AT_ONCE = 12;

/** What differs between two releases of a work, whichever. */
export class VersionComparison {
  private readonly _work: string;
  private readonly _client: Pick<Client, 'getRelease' | 'getFile'>;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _releases = new Map<string, ReleaseFiles>();
  private _labels: readonly [before: string, after: string] = ['', ''];
  private _changes: readonly FileChange[] | null = null;
  private _comparisons: ReadonlyMap<string, Comparison> = new Map();
  private _error: AtriumError | null = null;

  constructor(work: string, client: Pick<Client, 'getRelease' | 'getFile'>) {
    this._work = work;
    this._client = client;
  }

  /** Emits after anything of it changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** The labels of the two releases. */
  get labels(): readonly [before: string, after: string] {
    return this._labels;
  }

  /** Null until both lists of files are there. */
  get changes(): readonly FileChange[] | null {
    return this._changes;
  }

  /** By path; of what was compared so far. */
  get comparisons(): ReadonlyMap<string, Comparison> {
    return this._comparisons;
  }

  /** Why there are no changes to show. */
  get error(): AtriumError | null {
    return this._error;
  }

  /** Compares two releases; never throws. */
  async show(before: string, after: string): Promise<void> {
    const labels = [before, after] as const;
    this._labels = labels;
    this._changes = null;
    this._comparisons = new Map();
    this._error = null;
    this._changed.emit();
    try {
      const [old, young] = await Promise.all([this._release(before), this._release(after)]);
      if (this._labels === labels) {
        this._changes = fileChanges(old.entries, young.entries);
        this._changed.emit();
        await this._compareFirst(labels);
      }
    } catch (error) {
      if (this._labels === labels) {
        this._error = error as AtriumError;
        this._changed.emit();
      }
    }
  }

  /** Compares one file; never throws. */
  async compare(path: string): Promise<void> {
    const labels = this._labels;
    const change = this._changes?.find(each => each.path === path);
    if (!change || this._comparisons.has(path)) {
      return;
    }
    const read = (side: 'before' | 'after'): Promise<string> =>
      this._read(side === 'before' ? labels[0] : labels[1], path);
    const comparison = await compareFile(change, read, true);
    if (this._labels === labels) {
      this._comparisons = new Map([...this._comparisons, [path, comparison]]);
      this._changed.emit();
    }
  }

  /** The file that stands open, and notebooks one after the other: the page stays free between them. */
  private async _compareFirst(labels: readonly [string, string]): Promise<void> {
    const changes = this._changes ?? [];
    const notebooks = changes.filter(({ kind, path }) => kind === 'changed' && isNotebook(path)).slice(0, AT_ONCE);
    for (const { path } of new Set([...changes.slice(0, 1), ...notebooks])) {
      if (this._labels !== labels) {
        return;
      }
      await this.compare(path);
    }
  }

  private async _release(label: string): Promise<ReleaseFiles> {
    const known = this._releases.get(label);
    const release = known ?? (await this._client.getRelease({ params: { work: this._work, label } }));
    this._releases.set(label, release);
    return release;
  }

  private async _read(label: string, path: string): Promise<string> {
    const bytes = await this._client.getFile({ params: { work: this._work, label, '*': path } });
    return new TextDecoder().decode(bytes);
  }
}
