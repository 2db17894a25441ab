// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Draft, LIMITS, type LocalCopy, type Newest, type Work } from '@jupyter-atrium/api';
import type { AtriumError, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import { workIdIn } from '../work-id';

/** A copy, and what has become of its work: null while nobody knows. */
export type Copy = { readonly local: LocalCopy; readonly newest: Newest | null };

/** Whether a copy waits for its person: a newer release is there, or an update left something to decide. */
export function waits(copy: Copy): boolean {
  return hasUpdate(copy) || copy.local.toDecide > 0;
}

/** Whether a copy's work has a newer release. */
export function hasUpdate({ local, newest }: Copy): boolean {
  return newest?.state === 'live' && newest.manifest !== local.manifest;
}

/** What is a person's own: copies, published works, drafts. */
export class MineModel {
  private readonly _atrium: IAtrium;
  private readonly _workspace: IWorkspace;
  private readonly _stateChanged = new Signal<this, void>(this);
  private _copies: readonly Copy[] | null = null;
  private _published: readonly Work[] | null = null;
  private _drafts: readonly Draft[] = [];
  private _copying: Promise<void> | null = null;
  private _error: AtriumError | null = null;
  private _copiesError: AtriumError | null = null;

  constructor(atrium: IAtrium, workspace: IWorkspace) {
    this._atrium = atrium;
    this._workspace = workspace;
    atrium.changed.connect(this._onChanged, this);
    atrium.worksChanged.connect(this._onWorksChanged, this);
  }

  /** Emits after anything of the model changed. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  /** Last opened first; null until they were looked for. */
  get copies(): readonly Copy[] | null {
    return this._copies;
  }

  /** Newest first; null until they arrived. */
  get published(): readonly Work[] | null {
    return this._published;
  }

  get drafts(): readonly Draft[] {
    return this._drafts;
  }

  /** Why works and drafts could not be read. */
  get error(): AtriumError | null {
    return this._error;
  }

  /** Why copies could not be looked for. */
  get copiesError(): AtriumError | null {
    return this._copiesError;
  }

  /** The copy of a work that was opened last. */
  copyOf(work: Pick<Work, 'id'>): LocalCopy | null {
    return this._copies?.find(({ local }) => workIdIn(local.work) === work.id)?.local ?? null;
  }

  /** The copies whose works have newer releases. */
  get updates(): readonly Copy[] {
    return (this._copies ?? []).filter(hasUpdate);
  }

  /** The copy whose folder holds a file or folder; the innermost one. */
  copyAround(path: string): Copy | null {
    const around = (this._copies ?? []).filter(({ local: { folder } }) =>
      `${path}/`.startsWith(folder && `${folder}/`)
    );
    return [...around].sort((a, b) => b.local.folder.length - a.local.folder.length)[0] ?? null;
  }

  /** The label of the release that waits for a copy; null if it has the newest. */
  updateOf(copy: LocalCopy): string | null {
    return this.updates.find(({ local }) => local.copy === copy.copy)?.newest?.label ?? null;
  }

  /** Reads everything anew; never throws. */
  async refresh(): Promise<void> {
    await Promise.all([this._readMine(), this._readCopies()]);
  }

  /** Reads everything anew, and asks what has become of the works; never throws. */
  async lookAgain(): Promise<void> {
    this._copying = this._readCopies();
    await Promise.all([this._readMine(), this.followUp()]);
  }

  /** Looks for copies unless that was done: it costs a look through the person's files. */
  async findCopies(): Promise<void> {
    this._copying ??= this._readCopies();
    await this._copying;
  }

  /** Asks what has become of the works behind the copies; never throws. */
  async followUp(): Promise<void> {
    await this.findCopies();
    const ids = [...new Set((this._copies ?? []).flatMap(({ local }) => workIdIn(local.work) ?? []))];
    for (let at = 0; at < ids.length; at += LIMITS.worksAskedAbout) {
      await this._readNewest(ids.slice(at, at + LIMITS.worksAskedAbout));
    }
  }

  private async _readMine(): Promise<void> {
    const { client, me } = this._atrium;
    if (!me) {
      return;
    }
    try {
      // On somebody else's server nobody's own works are shown.
      const { published, drafts } = me.can.readOwn ? await client.listMine() : { published: [], drafts: [] };
      this._published = published;
      this._drafts = drafts;
      this._error = null;
    } catch (error) {
      this._error = error as AtriumError;
    }
    this._stateChanged.emit();
  }

  private async _readCopies(): Promise<void> {
    const known = new Map(this._copies?.map(copy => [copy.local.copy, copy]));
    try {
      const found = await this._workspace.copies();
      this._copies = found.map(local => ({ newest: null, ...known.get(local.copy), local }));
      this._copiesError = null;
    } catch (error) {
      this._copiesError = error as AtriumError;
    }
    this._stateChanged.emit();
  }

  /** What is known stays when the service does not answer. */
  private async _readNewest(ids: readonly string[]): Promise<void> {
    const query = { works: ids.join(',') };
    const answer = await this._atrium.client.listNewest({ query }).catch(() => null);
    if (answer) {
      const newest = new Map(answer.works.map(each => [each.work, each]));
      this._copies = (this._copies ?? []).map(copy => {
        const id = workIdIn(copy.local.work);
        return id !== null && ids.includes(id) ? { ...copy, newest: newest.get(id) ?? null } : copy;
      });
      this._stateChanged.emit();
    }
  }

  private _onChanged(): void {
    if (this._atrium.status === 'ready' && this._published === null) {
      void this._readMine();
    }
  }

  private _onWorksChanged(): void {
    void this._readMine();
    if (this._copying) {
      this._copying = this._readCopies();
      void this.followUp();
    }
  }
}
