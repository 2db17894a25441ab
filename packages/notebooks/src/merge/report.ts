// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellFate, FileFate, Pending, Report, ReportCounts } from '@jupyter-atrium/api';
import { REPORT_TYPE, comparePaths } from '@jupyter-atrium/api';

const FIXES: readonly string[] = ['taken', 'merged', 'added', 'removed', 'moved', 'restored'];

/** Puts a report together; files in any order. */
export function reportOf(files: readonly FileFate[], pending: readonly Pending[]): Report {
  const counts = countsOf(files, pending);
  return {
    type: REPORT_TYPE,
    sentence: sentenceOf(counts),
    counts,
    files: [...files].sort((a, b) => comparePaths(a.path, b.path)),
    pending: [...pending]
  };
}

/** Makes the fate of a file, of what is not usual in it. */
export function fileFate(path: string, fate: FileFate['fate'], more: Partial<FileFate> = {}): FileFate {
  return {
    path,
    from: null,
    fate,
    beside: null,
    reason: null,
    words: '',
    flags: [],
    cells: [],
    theirsMetadata: {},
    ...more
  };
}

/** Of a merged notebook cells are counted, else files. */
function countsOf(files: readonly FileFate[], pending: readonly Pending[]): ReportCounts {
  const units = files.flatMap((file): Pick<CellFate | FileFate, 'fate'>[] =>
    file.cells.length > 0 ? file.cells : [file]
  );
  return {
    fixes: units.filter(({ fate }) => FIXES.includes(fate)).length,
    kept: units.filter(({ fate }) => fate === 'kept').length,
    toDecide: pending.length,
    lost: 0
  };
}

function sentenceOf({ fixes, kept, toDecide, lost }: ReportCounts): string {
  return `${fixes} ${fixes === 1 ? 'fix' : 'fixes'} applied, ${kept} kept yours, ${toDecide} to decide, ${lost} lost.`;
}
