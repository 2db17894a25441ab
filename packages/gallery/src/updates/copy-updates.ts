// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  AppliedUpdate,
  Choice,
  CopyStatus,
  Decision,
  FileFate,
  Newest,
  OpenDocument,
  OpenSides,
  OpenedCopy,
  Pending,
  Plan,
  SettleDocumentRequest,
  UpdateOptions
} from '@jupyter-atrium/api';
import {
  type AtriumError,
  type Comparison,
  type IAtrium,
  type IWorkspace,
  compareNotebooks
} from '@jupyter-atrium/connection';
import type { LineDiff } from '@jupyter-atrium/notebooks';
import { workIdIn } from '../work-id';

/** Compares two texts by line. */
export type CompareLines = (before: string, after: string) => LineDiff[];

/** What a review needs of the world. */
export interface IUpdates {
  status(folder: string): Promise<CopyStatus>;

  /** What has become of the copy's work; null if the person may not know. */
  newest(status: CopyStatus): Promise<Newest | null>;

  plan(status: CopyStatus, options: UpdateOptions): Promise<Plan>;

  /** What the update would change in one file. */
  compare(status: CopyStatus, options: UpdateOptions, path: string): Promise<Comparison['body']>;

  /** Carries out a plan, in files and in open documents. */
  apply(status: CopyStatus, options: UpdateOptions, plan: Plan): Promise<AppliedUpdate>;

  undo(folder: string): Promise<AppliedUpdate>;

  /** Carries out what the person decided about something that waited. */
  decide(folder: string, pending: Pending, choice: Decision['choice']): Promise<CopyStatus>;

  lines(): Promise<CompareLines>;
}

/** The documents of a copy that are open in this page. */
export interface ILiveDocuments {
  /** Paths are relative to the folder. */
  read(folder: string): OpenDocument[];

  /** Brings a release into an open document as it is at this moment, and saves it; null: it has to wait. */
  merge(
    folder: string,
    sides: OpenSides,
    options: Pick<UpdateOptions, 'choices' | 'conflicts'>
  ): Promise<Omit<SettleDocumentRequest, 'job' | 'folder' | 'path'> | null>;

  /** Carries out a choice in an open document, and saves it; false if the document is not open. */
  resolve(folder: string, pending: Exclude<Pending, { kind: 'file' }>, choice: Choice): Promise<boolean>;

  /** Saves what was typed and is not saved. */
  save(folder: string): Promise<void>;

  /** Lets documents show what the update wrote beside them. */
  refresh(folder: string): Promise<void>;
}

/** Tickets are asked for anew this long before they end, in ms. */
const MARGIN_MS = 60_000;

/** Updates of copies: planned and written by jobs on the person's server, merged into open documents by this page. */
export class CopyUpdates implements IUpdates {
  private readonly _options: CopyUpdates.IOptions;
  private _ticket: { of: string; opened: OpenedCopy } | null = null;

  constructor(options: CopyUpdates.IOptions) {
    this._options = options;
  }

  status(folder: string): Promise<CopyStatus> {
    return this._options.workspace.ofCopy({ job: 'copy-status', folder }).result;
  }

  async newest(status: CopyStatus): Promise<Newest | null> {
    const { atrium } = this._options;
    const answer = await atrium.client.listNewest({ query: { works: idOf(status) } });
    return answer.works[0] ?? null;
  }

  async plan(status: CopyStatus, options: UpdateOptions): Promise<Plan> {
    const { workspace, documents } = this._options;
    const { folder } = status;
    const opened = await this._open(status);
    return workspace.ofCopy({ job: 'plan-update', folder, opened, options, open: documents.read(folder) }).result;
  }

  async compare(status: CopyStatus, options: UpdateOptions, path: string): Promise<Comparison['body']> {
    const { workspace, documents } = this._options;
    const { folder } = status;
    const opened = await this._open(status);
    const open = documents.read(folder);
    const { before, after } = await workspace.ofCopy({ job: 'show-update', folder, opened, options, open, path })
      .result;
    if (before === null && after === null) {
      return { kind: 'unseen', why: 'binary' };
    }
    if (path.endsWith('.ipynb')) {
      return compareNotebooks(before ?? EMPTY, after ?? EMPTY, true);
    }
    const lines = await this.lines();
    return { kind: 'text', lines: lines(before ?? '', after ?? '') };
  }

  async lines(): Promise<CompareLines> {
    return (await import('@jupyter-atrium/notebooks')).diffLines;
  }

  async apply(status: CopyStatus, options: UpdateOptions, plan: Plan): Promise<AppliedUpdate> {
    const { atrium, workspace, documents } = this._options;
    const { folder } = status;
    const opened = await this._open(status);
    const open = documents.read(folder).map(({ path }) => path);
    const applied = await workspace.ofCopy({ job: 'apply-update', folder, opened, options, plan: plan.id, open })
      .result;
    const fates = await this._settle(folder, applied.open, options);
    atrium.announce(idOf(status));
    return this._withFates(applied, fates);
  }

  async undo(folder: string): Promise<AppliedUpdate> {
    const { atrium, workspace, documents } = this._options;
    // Else it would stand against a file that somebody else changed.
    await documents.save(folder);
    const undone = await workspace.ofCopy({ job: 'undo-update', folder }).result;
    await this._settle(folder, undone.open, NO_CHOICES);
    atrium.announce(null);
    return undone;
  }

  async decide(folder: string, pending: Pending, choice: Decision['choice']): Promise<CopyStatus> {
    const { atrium, workspace, documents } = this._options;
    const isHere = choice !== 'done' && pending.kind !== 'file' && (await documents.resolve(folder, pending, choice));
    const decisions = [{ id: pending.id, choice: isHere ? ('done' as const) : choice }];
    const status = await workspace.ofCopy({ job: 'decide', folder, decisions }).result;
    await documents.refresh(folder);
    atrium.announce(null);
    return status;
  }

  /** Merges what the job left to this page. */
  private async _settle(
    folder: string,
    open: readonly OpenSides[],
    options: Pick<UpdateOptions, 'choices' | 'conflicts'>
  ): Promise<FileFate[]> {
    const { workspace, documents } = this._options;
    const fates: FileFate[] = [];
    for (const sides of open) {
      const settled = await documents.merge(folder, sides, options);
      const request = settled && { job: 'settle-document' as const, folder, path: sides.path, ...settled };
      const isSettled = request !== null && (await workspace.ofCopy(request).result.then(yes, isOvertaken));
      fates.push(...(isSettled && settled?.fate ? [settled.fate] : []));
    }
    await documents.refresh(folder);
    return fates;
  }

  /** The job could not tell what became of the documents that this page merged. */
  private async _withFates(applied: AppliedUpdate, fates: readonly FileFate[]): Promise<AppliedUpdate> {
    const { reportOf } = await import('@jupyter-atrium/notebooks');
    const merged = new Set(fates.map(({ path }) => path));
    const files = [...applied.report.files.filter(({ path }) => !merged.has(path)), ...fates];
    return { ...applied, report: reportOf(files, applied.report.pending) };
  }

  private async _open(status: CopyStatus): Promise<OpenedCopy> {
    const work = idOf(status);
    const isFresh = this._ticket?.of === work && Date.parse(this._ticket.opened.expiresAt) - Date.now() > MARGIN_MS;
    if (this._ticket && isFresh) {
      return this._ticket.opened;
    }
    const opened = await this._options.atrium.client.openCopy({ params: { work }, body: { label: null } });
    this._ticket = { of: work, opened };
    return opened;
  }
}

const yes = (): boolean => true;

/** Somebody was quicker, and the next update merges the document; anything else is a failure. */
function isOvertaken(error: AtriumError): boolean {
  if (error.code !== 'file-changed' && error.code !== 'pending-not-found') {
    throw error;
  }
  return false;
}

const NO_CHOICES: Pick<UpdateOptions, 'choices' | 'conflicts'> = { choices: {}, conflicts: null };

/** What a notebook that is not there is compared as. */
const EMPTY = '{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}';

function idOf({ work }: CopyStatus): string {
  return workIdIn(work) ?? '';
}

export namespace CopyUpdates {
  export interface IOptions {
    atrium: IAtrium;
    workspace: Pick<IWorkspace, 'ofCopy'>;
    documents: ILiveDocuments;
  }
}
