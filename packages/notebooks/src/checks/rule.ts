// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CardFields, Check, OperatorPattern, Pending } from '@jupyter-atrium/api';
import type { FileNeeds } from '../code/needs.ts';
import type { WorkFile } from '../files/work-file.ts';
import { type Notebook, cellId } from '../notebook/notebook.ts';
import { hashText } from '../notebook/mint-id.ts';
import { excerptOf } from './excerpt.ts';
import type { Span } from './find-secrets.ts';

/** What a check may know beside the files. */
export interface ICheckContext {
  /** The card as it would be published; without one the card is not checked. */
  card?: Partial<CardFields>;
  /** Absolute path of the folder that is published: paths into it can be made relative. */
  folder?: string;
  /** What an update of a copy left to decide, with paths as the work has them. Default: nothing. */
  pending?: readonly Pending[];
  /** What each file needs, by which missing files are found. */
  needs?: readonly FileNeeds[];
  /** What the hub's operator wants to be asked about. */
  patterns?: readonly OperatorPattern[];
}

/** Checks one file; it sees no other, so that its findings can be kept by the file's digest. */
export type FileRule = (file: WorkFile, context: ICheckContext) => Check[];

/** Checks what only the whole work shows, such as names that collide. */
export type WorkRule = (paths: readonly string[], context: ICheckContext) => Check[];

/** What a rule says of a finding. */
export interface IFinding extends Pick<Check, 'kind' | 'level' | 'place' | 'message'> {
  /** Null: the work as a whole, or a file whose name must not be repeated. */
  path: string | null;
  /** Counted from 0; with the notebook, for its id. Default: no cell. */
  cell?: number | null;
  notebook?: Notebook;
  because?: string;
  /** The decoded text, what in it is shown, and what of it beside secrets is masked. Default: nothing is shown. */
  shown?: { readonly text: string; readonly span: Span; readonly hidden?: readonly Span[] };
  fixes?: Check['fixes'];
  /** What makes this finding another one in the same place, such as the text it stands in. */
  identity?: string;
}

/** Makes a check; its id is the same for the same finding in the same bytes. */
export function toCheck(finding: IFinding): Check {
  const { kind, level, path, place, message, because = '', fixes = [], shown, notebook } = finding;
  const index = finding.cell ?? null;
  const cell = index === null ? undefined : notebook?.cells[index];
  const identity = [kind, path, place, index, finding.identity ?? ''].join('\n');
  return {
    id: `${kind}-${hashText(identity)}`,
    kind,
    level,
    path,
    cell: index === null ? null : { index, id: cell ? cellId(cell) : null },
    place,
    message,
    because,
    excerpt: shown ? excerptOf(shown.text, shown.span, shown.hidden) : '',
    fixes
  };
}

/** Makes a rule of one that looks at notebooks only; files refused as notebooks are passed over. */
export function notebookRule(rule: (notebook: Notebook, path: string, context: ICheckContext) => Check[]): FileRule {
  return ({ path, content }, context) =>
    content.kind === 'notebook' && content.reading.kind === 'notebook'
      ? rule(content.reading.notebook, path, context)
      : [];
}

/** Says which cells, as people count them: `cell 3`, `cells 3 and 4`, `cells 3, 4 and 2 more`. */
export function cellWords(cells: readonly number[]): string {
  const numbers = cells.map(index => String(index + 1));
  if (numbers.length > 3) {
    return `cells ${numbers.slice(0, 2).join(', ')} and ${numbers.length - 2} more`;
  }
  const last = numbers.at(-1) ?? '';
  return numbers.length === 1 ? `cell ${last}` : `cells ${numbers.slice(0, -1).join(', ')} and ${last}`;
}

/** Writes a size as people read it. */
export function sizeWords(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Begins a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
