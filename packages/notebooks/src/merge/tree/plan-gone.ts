// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readBase } from '../../canonical/base-form.ts';
import { canonicalForm, isSameNotebook } from '../../canonical/canonical.ts';
import { isNotebookPath } from '../../files/work-file.ts';
import { decode, readNotebook } from '../../notebook/read.ts';
import { fileFate } from '../report.ts';
import type { Draft } from './draft.ts';
import type { ITreeOptions } from './tree.ts';

/** Plans what becomes of a file that the release no longer has. */
export async function planGone(draft: Draft, options: ITreeOptions, path: string, base: string): Promise<void> {
  const entry = draft.local.at(path);
  if (entry?.kind !== 'file') {
    return;
  }
  const mine = await draft.digest(entry.path);
  if (mine === base || (await isSameAsBase(draft, options, entry.path, base))) {
    await draft.remove(entry.path);
    draft.fates.push(fileFate(path, 'removed'));
    return;
  }
  const choice = draft.ask({ path, why: 'deleted', other: null, base, mine, theirs: null });
  if (choice === 'theirs') {
    await draft.remove(entry.path);
  }
  draft.fates.push(fileFate(path, choice === null ? 'pending' : choice === 'theirs' ? 'removed' : 'kept'));
}

async function isSameAsBase(
  draft: Draft,
  { content, sha256 }: ITreeOptions,
  path: string,
  digest: string
): Promise<boolean> {
  if (!isNotebookPath(path)) {
    return false;
  }
  const bytes = await content.base(digest);
  const text = bytes && decode(bytes);
  const base = text === null ? null : readBase(text);
  const mine = readNotebook(await draft.read(path));
  return base !== null && mine.kind === 'notebook' && isSameNotebook(base, canonicalForm(mine.notebook, sha256));
}
