// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CopyStatus, Choice, Pending, PendingEntry } from '@jupyter-atrium/api';
import type { IWorkspace } from '@jupyter-atrium/connection';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import { mergeLive, resolveLive } from '../updates/merge-live';

/** A decision that was carried out in an open notebook. */
export type LiveDecision = {
  readonly status: CopyStatus;
  /** Takes it back as undoing an update does: what was edited since stays. The question is open again. */
  readonly takeBack: () => Promise<CopyStatus>;
};

/** What is decided, and where. */
export interface IDecideOptions {
  context: DocumentRegistry.Context;
  workspace: Pick<IWorkspace, 'ofCopy'>;
  /** Of the copy. */
  folder: string;
  entry: PendingEntry;
  /** The question as it stands in the notebook now. */
  conflict: Exclude<Pending, { kind: 'file' }>;
  choice: Choice;
}

/**
 * Carries out a choice in an open notebook, saves it, and closes the question; if that is refused, the notebook is as it
 * was.
 *
 * @throws AtriumError
 */
export async function decideLive(options: IDecideOptions): Promise<LiveDecision> {
  const { context, workspace, folder, entry, conflict, choice } = options;
  const { id, path } = entry.pending;
  const resolved = choice === 'mine' ? null : await resolveLive(context, conflict, choice);
  const back = async (): Promise<void> => {
    if (resolved) {
      const sides = { path, base: resolved.afterForm, theirs: resolved.before, aliases: {}, pending: [] };
      await mergeLive(context, sides, { choices: {}, conflicts: null });
    }
  };
  const decisions = [{ id, choice: resolved || choice === 'mine' ? ('done' as const) : choice }];
  try {
    const status = await workspace.ofCopy({ job: 'decide', folder, decisions }).result;
    const takeBack = async (): Promise<CopyStatus> => {
      await back();
      return workspace.ofCopy({ job: 'reopen', folder, entries: [entry] }).result;
    };
    return { status, takeBack };
  } catch (error) {
    await back();
    throw error;
  }
}
