// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FixKind } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FindingGroup, Fixed } from '../model/findings';

type CheckKind = Check['kind'];

/** What a group of findings says; a single one speaks for itself. */
export function groupWords({ first, checks }: FindingGroup, trans: TranslationBundle): string {
  const count = checks.length;
  if (first.kind === 'secret' && first.level === 'note') {
    return trans.__('%1 You said that this is no secret.', first.message);
  }
  const words = count > 1 ? severalWords(first, count, trans) : null;
  if (words) {
    return words;
  }
  return count > 1
    ? trans.__('%1 %2', first.message, trans._n('%1 more like it.', '%1 more like it.', count - 1))
    : first.message;
}

/** What a fix is called on its button. */
export function fixWords(fix: FixKind, count: number, trans: TranslationBundle): string {
  const words: Readonly<Record<FixKind, string>> = {
    redact: trans._n('Redact it', 'Redact them', count),
    'clear-output': trans._n('Clear the output', 'Clear the outputs', count),
    'make-relative': trans.__('Make relative'),
    'add-ids': trans.__('Add ids'),
    repair: trans.__('Repair'),
    remove: trans._n('Remove it', 'Remove them', count),
    'strip-trust': trans.__('Remove the mark'),
    'leave-out': trans._n('Leave the file out', 'Leave the files out', count)
  };
  return words[fix];
}

/** What was done by a fix. */
export function doneWords({ fix, group }: Fixed, trans: TranslationBundle): string {
  const { first, checks } = group;
  const count = checks.length;
  if (count > 1) {
    return severalDone(fix, count, trans);
  }
  const cell = first.cell ? first.cell.index + 1 : null;
  const place = cell === null ? (first.path ?? '') : trans.__('cell %1', cell);
  const words: Readonly<Record<FixKind, string>> = {
    redact: trans.__('Redacted in %1.', place),
    'clear-output':
      first.kind === 'error-output'
        ? trans.__('Error output of %1 cleared.', place)
        : trans.__('Output of %1 cleared.', place),
    'make-relative': trans.__('Path in %1 made relative.', place),
    'add-ids': trans.__('Cell ids added to %1.', first.path ?? ''),
    repair: trans.__('%1 repaired.', first.path ?? ''),
    remove: trans.__('Removed from %1.', place),
    'strip-trust': trans.__('Mark removed from %1.', place),
    'leave-out': trans.__('%1 is left out.', first.path ?? '')
  };
  return words[fix];
}

/** Which files a group is in; empty if that goes without saying. */
export function placeWords({ checks }: FindingGroup, isFolder: boolean, trans: TranslationBundle): string {
  const paths = [...new Set(checks.map(check => check.path).filter(path => path !== null))];
  const [path] = paths;
  if (!isFolder || path === undefined) {
    return '';
  }
  return paths.length === 1 ? path : trans.__('%1 and %2 more', path, paths.length - 1);
}

function severalDone(fix: FixKind, count: number, trans: TranslationBundle): string {
  const words: Readonly<Record<FixKind, string>> = {
    redact: trans.__('Redacted in %1 places.', count),
    'clear-output': trans.__('%1 outputs cleared.', count),
    'make-relative': trans.__('%1 paths made relative.', count),
    'add-ids': trans.__('Cell ids added to %1 notebooks.', count),
    repair: trans.__('Repaired in %1 places.', count),
    remove: trans.__('Removed from %1 places.', count),
    'strip-trust': trans.__('Mark removed from %1 places.', count),
    'leave-out': trans.__('%1 files are left out.', count)
  };
  return words[fix];
}

/** Kinds without words of their own are told by their first finding. */
function severalWords({ kind, place }: Check, count: number, trans: TranslationBundle): string | null {
  const isOutput = place === 'output';
  const words: Readonly<Partial<Record<CheckKind, string>>> = {
    'personal-path': isOutput
      ? trans.__('%1 outputs show your home folder.', count)
      : trans.__('%1 places show your home folder.', count),
    email: isOutput
      ? trans.__('%1 outputs show e-mail addresses.', count)
      : trans.__('%1 places show e-mail addresses.', count),
    'operator-pattern': trans.__('%1 places hold what your hub asks about.', count),
    'error-output': trans.__('%1 outputs are errors.', count),
    'install-cell': trans.__('%1 cells install packages.', count),
    'missing-file': trans.__('%1 files that are read are not among these.', count),
    'run-order': trans.__('%1 notebooks were run out of order.', count),
    'cell-ids': trans.__('%1 notebooks lack cell ids.', count),
    'kernel-missing': trans.__('%1 notebooks name no kernel.', count),
    'active-content': trans.__('%1 outputs hold scripts, widgets or remote pictures.', count),
    size: trans.__('%1 outputs are very large.', count),
    leftovers: trans.__('%1 places hold marks of an unfinished merge.', count),
    pending: trans.__('%1 cells of an update are not decided yet.', count),
    trusted: trans.__('%1 notebooks carry a mark of trust.', count)
  };
  return words[kind] ?? null;
}
