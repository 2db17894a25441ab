// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FixKind, OperatorPattern } from '@jupyter-atrium/api';
import { findEmails } from '../checks/find-emails.ts';
import { findPattern } from '../checks/operator-pattern.ts';
import { secretFindings } from '../checks/secret.ts';
import type { WorkFile } from '../files/work-file.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { clearOutputs, stripTrust } from '../notebook/publishable.ts';
import { addIds, repairNotebook } from '../notebook/repair.ts';
import { writeNotebook } from '../notebook/write.ts';
import { REDACTED, redactSpans } from './redact-spans.ts';
import { relativePaths } from './make-relative.ts';
import { type Replace, replaceInNotebook } from './replace-text.ts';
import { withoutConflicts, withoutMarks } from './without-leftovers.ts';

export interface IFixContext {
  /** Absolute path of the folder that is published: paths into it become relative to the file. */
  folder?: string;
  /** What the hub's operator wants to be asked about. */
  patterns?: readonly OperatorPattern[];
}

/**
 * Does what a finding offers, on the file it was found in.
 *
 * @param file - as it is now; if the finding is no longer in it nothing is done
 * @param check - of `checkFile`
 * @param fix - one of `check.fixes`; `leave-out` is not done to a file's content
 * @returns the file's new text, notebooks written as Jupyter writes them; null if nothing was done
 */
export function applyFix(file: WorkFile, check: Check, fix: FixKind, context: IFixContext = {}): string | null {
  const replace = replacementOf(file, check, fix, context);
  const { content } = file;
  if (content.kind === 'text') {
    return replace && changed(content.text, replace(content.text));
  }
  if (content.kind !== 'notebook' || content.reading.kind === 'refused') {
    return null;
  }
  const { notebook, repeatedKey } = content.reading;
  const fixed = replace ? replaceInNotebook(notebook, check, replace) : fixNotebook(notebook, check, fix);
  const isRewritten = fix === 'repair' && repeatedKey !== null;
  return fixed === notebook && !isRewritten ? null : writeNotebook(fixed);
}

/** How texts are replaced, for the fixes that replace texts. */
function replacementOf(file: WorkFile, check: Check, fix: FixKind, context: IFixContext): Replace | null {
  if (fix === 'make-relative') {
    return text => relativePaths(text, file.path, context.folder);
  }
  if (fix === 'remove' && check.kind === 'leftovers' && check.place !== 'metadata' && check.place !== 'output') {
    return withoutMarks;
  }
  return fix === 'redact' ? redaction(file, check, context) : null;
}

function redaction(file: WorkFile, check: Check, { patterns = [] }: IFixContext): Replace {
  if (check.kind === 'email') {
    return text => redactSpans(text, findEmails(text));
  }
  if (check.kind === 'operator-pattern') {
    return text => patterns.reduce((left, pattern) => redactSpans(left, findPattern(left, pattern)), text);
  }
  const secrets = secretFindings(file).filter(finding => finding.check.id === check.id);
  return text => secrets.reduce((left, { secret }) => left.replaceAll(secret, REDACTED), text);
}

function fixNotebook(notebook: Notebook, check: Check, fix: FixKind): Notebook {
  const at = check.cell?.index ?? -1;
  switch (fix) {
    case 'clear-output':
      return replaceCell(notebook, at, clearOutputs);
    case 'remove':
      return withoutConflicts(notebook, check);
    case 'add-ids':
      return addIds(notebook);
    case 'repair':
      return repairNotebook(notebook).notebook;
    case 'strip-trust':
      return stripTrust(notebook);
    case 'redact':
    case 'make-relative':
    case 'leave-out':
      return notebook;
  }
}

function replaceCell(notebook: Notebook, at: number, change: typeof clearOutputs): Notebook {
  const cells = notebook.cells.map((cell, index) => (index === at ? change(cell) : cell));
  return cells.every((cell, index) => cell === notebook.cells[index]) ? notebook : { ...notebook, cells };
}

function changed(before: string, after: string): string | null {
  return before === after ? null : after;
}
