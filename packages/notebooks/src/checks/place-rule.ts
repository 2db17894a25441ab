// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { WorkFile } from '../files/work-file.ts';
import type { Notebook } from '../notebook/notebook.ts';
import type { Span } from './find-secrets.ts';
import { type Place, holdsAsIs, notebookPlaces } from './places.ts';
import { type FileRule, type ICheckContext, toCheck } from './rule.ts';

/** What a rule looks for in every text, and what it says of it. */
export interface IPlaceRule {
  kind: Check['kind'];
  /** What is found, as a person calls it: `a home folder`. */
  thing: string;
  because: string;
  find: (text: string, context: ICheckContext) => readonly Span[];
  /** The fix that replaces what was found. */
  fix: 'make-relative' | 'redact';
  /** Whether files of this name are passed over. */
  isExempt?: (path: string) => boolean;
  /** Whether excerpts hide what was found. */
  isHidden?: boolean;
}

/** Makes a rule that asks once for each place of each cell, however much is found there. */
export function placeRule(rule: IPlaceRule): FileRule {
  return ({ path, content }: WorkFile, context) => {
    if (rule.isExempt?.(path)) {
      return [];
    }
    if (content.kind === 'text') {
      return textCheck(rule, path, content.text, context);
    }
    return content.kind === 'notebook' && content.reading.kind === 'notebook'
      ? notebookChecks(rule, path, content.reading.notebook, context)
      : [];
  };
}

function notebookChecks(rule: IPlaceRule, path: string, notebook: Notebook, context: ICheckContext): Check[] {
  const checks = new Map<string, Check>();
  for (const place of notebookPlaces(notebook)) {
    const where = `${place.cell}:${place.place}`;
    const found = checks.has(where) ? [] : rule.find(place.text, context);
    const [first] = found;
    if (first) {
      const check = toCheck({
        kind: rule.kind,
        level: 'ask',
        path,
        notebook,
        cell: place.cell,
        place: place.place,
        message: messageOf(place, rule.thing),
        because: rule.because,
        shown: shownOf(rule, place.text, found, first),
        fixes: fixesOf(rule, notebook, place, first),
        identity: identityOf(place.text, found)
      });
      checks.set(where, check);
    }
  }
  return [...checks.values()];
}

function textCheck(rule: IPlaceRule, path: string, text: string, context: ICheckContext): Check[] {
  const found = rule.find(text, context);
  const [first] = found;
  if (!first) {
    return [];
  }
  return [
    toCheck({
      kind: rule.kind,
      level: 'ask',
      path,
      place: 'file',
      message: `“${path}” names ${rule.thing}.`,
      because: rule.because,
      shown: shownOf(rule, text, found, first),
      fixes: [rule.fix, 'leave-out'],
      identity: identityOf(text, found)
    })
  ];
}

function shownOf(
  { isHidden }: IPlaceRule,
  text: string,
  found: readonly Span[],
  span: Span
): { text: string; span: Span; hidden: readonly Span[] } {
  return { text, span, hidden: isHidden ? found : [] };
}

/** An answer holds as long as the same is found; what else stands there does not matter. */
function identityOf(text: string, found: readonly Span[]): string {
  return [...new Set(found.map(({ start, end }) => text.slice(start, end)))].sort().join('\n');
}

function messageOf({ place, cell }: Place, thing: string): string {
  const number = (cell ?? 0) + 1;
  switch (place) {
    case 'output':
      return `The output of cell ${number} shows ${thing}.`;
    case 'source':
      return `Cell ${number} names ${thing}.`;
    case 'attachment':
      return `The name of an attachment of cell ${number} names ${thing}.`;
    case 'metadata':
      return cell === null
        ? `The notebook’s metadata names ${thing}.`
        : `The metadata of cell ${number} names ${thing}.`;
  }
}

function fixesOf({ fix }: IPlaceRule, notebook: Notebook, place: Place, { start, end }: Span): Check['fixes'] {
  const canReplace = place.place !== 'attachment' && holdsAsIs(notebook, place, place.text.slice(start, end));
  return [...(canReplace ? [fix] : []), ...(place.place === 'output' ? (['clear-output'] as const) : [])];
}
