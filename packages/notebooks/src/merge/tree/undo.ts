// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { planTree } from './plan-tree.ts';
import type { ITreeOptions, TreePlan, UndoData } from './tree.ts';

/** What undoing needs: the copy as it is now, and contents; `theirs` gives the bytes kept at the update. */
export type IUndoOptions = Pick<ITreeOptions, 'local' | 'content' | 'sha256' | 'release' | 'choices' | 'conflicts'>;

/**
 * Plans the undoing of an update: the same merge, from what the update wrote to what was there before. Files that nobody
 * touched since come back byte for byte; later edits survive.
 *
 * @param options - `release` is the one the update brought; `content.base` gives base forms of what the update wrote
 */
export async function planUndo(undo: UndoData, options: IUndoOptions): Promise<TreePlan> {
  const { release } = options;
  const written = undo.files.flatMap(({ path, after }) =>
    after === null ? [] : [[path, { base: after, manifest: release.manifest }] as const]
  );
  const wanted = undo.files.flatMap(({ path, before, size }) =>
    before === null ? [] : [{ path, digest: before, size }]
  );
  const plan = await planTree({
    ...options,
    state: { release, files: Object.fromEntries(written), paths: {}, left: [], aliases: {} },
    pending: [],
    release: undo.state.release,
    files: wanted
  });
  const asked = plan.pending.filter(({ pending }) => !undo.pending.some(entry => entry.pending.id === pending.id));
  return { ...plan, state: undo.state, pending: [...undo.pending, ...asked] };
}
