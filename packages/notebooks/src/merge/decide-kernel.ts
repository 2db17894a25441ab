// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending } from '@jupyter-atrium/api';
import { canonicalJson } from '../canonical/canonical-json.ts';
import type { JsonValue } from '../json/json.ts';
import { type ConflictIds, kernelConflict } from './conflict.ts';
import type { IChoices } from './decide-units.ts';
import { type RootMerge, kernelMetadata, withKernel } from './merge-root.ts';
import type { Sides } from './side.ts';

/** Lets people decide about another language; an earlier such question stands until mine has that language. */
export function decideKernel(
  sides: Sides,
  root: RootMerge,
  { earlier, ids }: { earlier: readonly Pending[]; ids: ConflictIds },
  { path, choices = {}, conflicts }: IChoices
): { root: RootMerge; pending: Pending[] } {
  const own = canonicalJson(kernelMetadata(sides.mine.form.metadata));
  const open = earlier.flatMap(each => (each.kind === 'kernel' ? each : []));
  const fresh = root.isOtherLanguage ? [kernelConflict(path, ids, sides)] : open;
  const [question] = fresh.filter(({ theirs }) => canonicalJson(theirs as JsonValue) !== own);
  if (!question) {
    return { root, pending: [] };
  }
  const choice = choices[question.id] ?? (root.isOtherLanguage ? conflicts : undefined);
  if (choice === 'theirs') {
    const metadata = withKernel(root.metadata, question.theirs as JsonValue);
    return { root: { ...root, metadata, isTaken: true }, pending: [] };
  }
  return { root, pending: choice === undefined ? [question] : [] };
}
