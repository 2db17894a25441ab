// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type OpenedFolder, type Work, folderName } from '@jupyter-atrium/api';
import type { AtriumError, IAtrium, IJob, IWorkspace } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';

/** A copy on its way to the person's files. */
export type Opening = {
  readonly work: string;
  /** Files that arrived, and all of them. */
  readonly files: readonly [number, number];
  readonly error: AtriumError | null;
};

/** The copies that are being opened, so that a page, a card and a toast tell the same. */
export class Openings {
  private readonly _atrium: IAtrium;
  private readonly _workspace: IWorkspace;
  private readonly _changed = new Signal<this, string>(this);
  private readonly _openings = new Map<string, Opening>();
  private readonly _jobs = new Map<string, IJob<OpenedFolder>>();

  constructor(atrium: IAtrium, workspace: IWorkspace) {
    this._atrium = atrium;
    this._workspace = workspace;
  }

  /** Emits the work whose opening changed. */
  get changed(): ISignal<this, string> {
    return this._changed;
  }

  /** The opening of a work that is under way, or failed last; null without one. */
  get(work: string): Opening | null {
    return this._openings.get(work) ?? null;
  }

  /** Whether a copy of a work is being opened right now. */
  isOpening(work: string): boolean {
    return this.get(work)?.error === null;
  }

  /**
   * Opens a copy of a work below a folder.
   *
   * @param label - which release; null: the newest
   * @returns where it is; null if it was cancelled
   * @throws AtriumError when the service or the files refuse
   */
  async open(work: Pick<Work, 'id'>, label: string | null, parent: string): Promise<OpenedFolder | null> {
    const { id } = work;
    this._set({ work: id, files: [0, 0], error: null });
    try {
      const opened = await this._atrium.client.openCopy({ params: { work: id }, body: { label } });
      const job = this._workspace.open(opened, parent, folderName(opened.title));
      this._jobs.set(id, job);
      job.changed.connect(() => {
        this._set({ work: id, files: job.event?.files ?? [0, opened.files], error: null });
      });
      this._set({ work: id, files: [0, opened.files], error: null });
      const folder = await job.result;
      this._drop(id);
      this._atrium.announce(id);
      return folder;
    } catch (error) {
      if ((error as Error).name === 'AbortError') {
        this._drop(id);
        return null;
      }
      this._set({ work: id, files: [0, 0], error: error as AtriumError });
      throw error;
    } finally {
      this._jobs.delete(id);
    }
  }

  /** Stops an opening; what had arrived is taken away by the job. */
  cancel(work: string): void {
    this._jobs.get(work)?.cancel();
  }

  private _set(opening: Opening): void {
    this._openings.set(opening.work, opening);
    this._changed.emit(opening.work);
  }

  private _drop(work: string): void {
    this._openings.delete(work);
    this._changed.emit(work);
  }
}
