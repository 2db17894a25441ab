// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Says what differs from the release before: cells first, then files. */
export function changesWords(changes: Changes | null, trans: TranslationBundle): string {
  if (!changes) {
    return trans.__('First release');
  }
  const { cells, files } = changes;
  const others = files.changed - changes.notebooks;
  const parts = [
    cells.changed > 0 && trans._n('%2 cell changed', '%2 cells changed', cells.changed, formatCount(cells.changed)),
    cells.added > 0 && trans._n('%2 cell added', '%2 cells added', cells.added, formatCount(cells.added)),
    cells.removed > 0 && trans._n('%2 cell removed', '%2 cells removed', cells.removed, formatCount(cells.removed)),
    others > 0 && trans._n('%2 file changed', '%2 files changed', others, formatCount(others)),
    files.added > 0 && trans._n('%2 file added', '%2 files added', files.added, formatCount(files.added)),
    files.removed > 0 && trans._n('%2 file removed', '%2 files removed', files.removed, formatCount(files.removed))
  ].filter(part => part !== false);
  return parts.length > 0 ? parts.join(', ') : trans.__('Only the card changed');
}
