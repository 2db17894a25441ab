// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CopyStatus, LocalCopy, PendingEntry } from '@jupyter-atrium/api';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { MineModel } from '../mine/model';

/** What updates left open in the copies, by file; looked up when somebody asks about a file. */
export class Questions {
  private readonly _options: Questions.IOptions;
  private readonly _changed = new Signal<this, void>(this);
  /** By the folder of the copy. */
  private readonly _known = new Map<string, readonly PendingEntry[]>();
  /** The copies as they were when they were last looked at. */
  private readonly _looked = new Map<string, LocalCopy>();
  private _turn = 0;
  private _asking: Promise<void> = Promise.resolve();

  constructor(options: Questions.IOptions) {
    this._options = options;
    options.mine.stateChanged.connect(this._onMineChanged, this);
  }

  /** Emits after something was asked, or decided. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** What is open in a file, as far as it is known by now. */
  of(path: string): readonly PendingEntry[] {
    const local = this._options.mine.copyAround(path)?.local;
    if (!local) {
      return [];
    }
    this._look(local);
    const relative = local.folder === '' ? path : path.slice(local.folder.length + 1);
    return (this._known.get(local.folder) ?? []).filter(({ pending }) => pending.path === relative);
  }

  /** The files of a copy with something open, once that is known; paths are relative to the root of all files. */
  async filesOf(local: LocalCopy): Promise<string[]> {
    this._look(local);
    await this._asking;
    const paths = (this._known.get(local.folder) ?? []).map(({ pending }) => pending.path);
    return [...new Set(paths)].map(path => (local.folder === '' ? path : `${local.folder}/${path}`));
  }

  /** Takes what a job says of a copy: it is newer than what was asked for before. */
  take({ folder, pending }: Pick<CopyStatus, 'folder' | 'pending'>): void {
    this._turn += 1;
    this._known.set(folder, pending);
    this._changed.emit();
  }

  private _look(local: LocalCopy): void {
    if (this._looked.get(local.folder) === local) {
      return;
    }
    this._looked.set(local.folder, local);
    if (local.toDecide > 0) {
      this._asking = this._ask(local.folder);
    } else {
      this._known.delete(local.folder);
    }
  }

  /** What is known stays when a copy cannot be looked at; its review says why. */
  private async _ask(folder: string): Promise<void> {
    this._turn += 1;
    const turn = this._turn;
    const status = await this._options.status(folder).catch(() => null);
    if (status && turn === this._turn) {
      this.take({ folder, pending: status.pending });
    }
  }

  private _onMineChanged(): void {
    this._changed.emit();
  }
}

export namespace Questions {
  export interface IOptions {
    mine: MineModel;
    status: (folder: string) => Promise<CopyStatus>;
  }
}
