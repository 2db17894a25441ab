// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FixKind } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FindingGroup, Fixed } from './findings';
import type { IDocuments, IEdit } from './ports';
import type { PublishState } from './state';

type Patch = Pick<PublishState, 'fixed' | 'leaveOut'>;

/**
 * Fixes findings of one group, file by file.
 *
 * @throws Error in words for people; what was fixed before it is undone
 */
export async function fixGroup(
  documents: IDocuments,
  state: PublishState,
  group: FindingGroup,
  fix: FixKind
): Promise<Patch> {
  const paths = [...new Set(group.checks.map(check => check.path ?? ''))];
  if (fix === 'leave-out') {
    const leaveOut = [...new Set([...state.leaveOut, ...paths])];
    return { leaveOut, fixed: [...state.fixed, { id: group.id, fix, group, edits: [] }] };
  }
  const edits: IEdit[] = [];
  try {
    for (const path of paths) {
      const checks = group.checks.filter(check => (check.path ?? '') === path);
      edits.push(await documents.fix({ path: inFiles(state, path), folder: folderOf(state), checks, kind: fix }));
    }
  } catch (error) {
    await undoAll(edits);
    throw error;
  }
  return { leaveOut: state.leaveOut, fixed: [...state.fixed, { id: group.id, fix, group, edits }] };
}

/**
 * Undoes a fix.
 *
 * @throws Error in words for people if a file was changed since
 */
export async function undoFixed(state: PublishState, fixed: Fixed, trans: TranslationBundle): Promise<Patch> {
  const kept = await undoAll(fixed.edits);
  if (kept.length > 0) {
    throw new Error(trans.__('%1 was changed since. Undo it in the document.', kept.join(', ')));
  }
  const paths = fixed.fix === 'leave-out' ? fixed.group.checks.map(check => check.path) : [];
  return {
    leaveOut: state.leaveOut.filter(path => !paths.includes(path)),
    fixed: state.fixed.filter(other => other !== fixed)
  };
}

/** Where a file of the source is among the person's files. */
export function inFiles(state: Pick<PublishState, 'scan' | 'source'>, path: string): string {
  return state.scan?.isFolder ? [state.source, path].filter(part => part !== '').join('/') : state.source;
}

/** The folder that is published: that of a notebook if it goes alone. */
function folderOf({ scan, source }: PublishState): string {
  return scan?.isFolder ? source : source.split('/').slice(0, -1).join('/');
}

/** The last edit first; answers the paths that could not be undone. */
async function undoAll(edits: readonly IEdit[]): Promise<string[]> {
  const kept: string[] = [];
  for (const edit of [...edits].reverse()) {
    if (edit.undo && !(await edit.undo())) {
      kept.push(edit.path);
    }
  }
  return kept;
}
