// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalCell } from '../canonical/canonical.ts';
import { contentOf } from '../compare/match-ids.ts';
import type { JsonObject } from '../json/json.ts';
import { type Cell, without } from '../notebook/notebook.ts';
import type { SideCell } from './side.ts';

/** What a merge made of a cell, but for its outputs. */
export type Content = { readonly type: string; readonly source: string; readonly attachments: JsonObject };

/** Whose outputs and count a result has. */
export type Producer = 'mine' | 'theirs' | 'nobody';

/** Finds whose outputs belong to a source: outputs and count are one unit, and belong to the exact source that made them. */
export function producerOf(
  base: CanonicalCell | null,
  mine: CanonicalCell,
  theirs: CanonicalCell,
  content: Pick<Content, 'type' | 'source'>
): Producer {
  const key = contentOf({ id: null, type: content.type, source: content.source.replaceAll('\r\n', '\n') });
  const isTheirs = key === contentOf(theirs);
  if (key !== contentOf(mine)) {
    return isTheirs ? 'theirs' : 'nobody';
  }
  const isUnrun = base !== null && key === contentOf(base) && isSameRun(base, mine);
  return isUnrun && isTheirs && !isSameRun(mine, theirs) ? 'theirs' : 'mine';
}

/** Builds a merged cell on mine's; mine's own comes back if nothing is taken. */
export function withContent(mine: SideCell, theirs: SideCell, content: Content, producer: Producer): Cell {
  const { type, source, attachments } = content;
  const hasSameAttachments = attachments === (mine.cell.attachments ?? attachments);
  if (producer === 'mine' && hasSameAttachments) {
    return mine.cell;
  }
  const from = { mine: mine.cell, theirs: theirs.cell, nobody: null }[producer];
  const head = {
    ...without(mine.cell, ['outputs', 'execution_count', 'attachments']),
    cell_type: type,
    source
  };
  if (type === 'code') {
    return { ...head, outputs: from?.outputs ?? [], execution_count: from?.execution_count ?? null };
  }
  return Object.keys(attachments).length > 0 ? { ...head, attachments } : head;
}

/** Whether two cells show the same outputs and count. */
export function isSameRun(a: CanonicalCell, b: CanonicalCell): boolean {
  return a.outputs === b.outputs && a.count === b.count;
}
