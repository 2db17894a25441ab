// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { WorkFile } from '../files/work-file.ts';
import type { Notebook } from '../notebook/notebook.ts';
import { type FoundSecret, findSecrets } from './find-secrets.ts';
import { type Place, holdsAsIs, notebookPlaces } from './places.ts';
import { type FileRule, type IFinding, toCheck } from './rule.ts';

/** A secret that a check speaks of. Never leaves the package: it holds the secret itself. */
export type SecretFinding = { readonly check: Check; readonly secret: string };

/** Secrets of one place that are listed; the rest comes up once these are dealt with. */
const LISTED = 20;

/** Finds secrets in notebooks, texts and file names. */
export const secret: FileRule = file => secretFindings(file).map(finding => finding.check);

/** Finds secrets, with their texts, for the fix that takes them out. */
export function secretFindings(file: WorkFile): SecretFinding[] {
  const { path, content } = file;
  const inName = nameFindings(path);
  if (content.kind === 'text') {
    return [...inName, ...textFindings(path, content.text)];
  }
  const isRead = content.kind === 'notebook' && content.reading.kind === 'notebook';
  return isRead ? [...inName, ...notebookFindings(path, content.reading.notebook)] : inName;
}

function notebookFindings(path: string, notebook: Notebook): SecretFinding[] {
  const findings = new Map<string, SecretFinding>();
  const perPlace = new Map<string, number>();
  for (const place of notebookPlaces(notebook)) {
    for (const found of findSecrets(place.text)) {
      const where = `${place.cell}:${place.place}`;
      const text = place.text.slice(found.start, found.end);
      const key = `${where}:${text}`;
      const listed = perPlace.get(where) ?? 0;
      if (!findings.has(key) && listed < LISTED) {
        perPlace.set(where, listed + 1);
        findings.set(key, notebookFinding(path, notebook, place, found));
      }
    }
  }
  return [...findings.values()];
}

function notebookFinding(path: string, notebook: Notebook, place: Place, found: FoundSecret): SecretFinding {
  const text = place.text.slice(found.start, found.end);
  const fixes: Check['fixes'] = [];
  if (place.place !== 'attachment' && holdsAsIs(notebook, place, text)) {
    fixes.push('redact');
  }
  if (place.place === 'output') {
    fixes.push('clear-output');
  }
  return finding({ path, notebook, cell: place.cell, place: place.place, fixes }, place.text, found);
}

function textFindings(path: string, text: string): SecretFinding[] {
  const found = new Map(findSecrets(text).map(each => [text.slice(each.start, each.end), each]));
  return [...found.values()]
    .slice(0, LISTED)
    .map(each => finding({ path, place: 'file', fixes: ['redact', 'leave-out'] }, text, each));
}

/** The name is not repeated as the finding's path, which must not hold the secret. */
function nameFindings(path: string): SecretFinding[] {
  return findSecrets(path).map(found => finding({ path: null, place: 'name' }, path, found));
}

function finding(
  fields: Pick<IFinding, 'path' | 'notebook' | 'cell' | 'place' | 'fixes'>,
  text: string,
  found: FoundSecret
): SecretFinding {
  const { kind, start, end } = found;
  const check = toCheck({
    ...fields,
    kind: 'secret',
    level: 'stop',
    message: `${kind.name} is in ${whereWords(fields)}.`,
    because: kind.because,
    shown: { text, span: found },
    identity: `${kind.id}\n${text.slice(start, end)}`
  });
  return { check, secret: text.slice(start, end) };
}

function whereWords({ place, cell, path }: Pick<IFinding, 'place' | 'cell' | 'path'>): string {
  const isNotebook = cell === null || cell === undefined;
  switch (place) {
    case 'name':
      return 'the name of a file';
    case 'file':
      return `“${path ?? ''}”`;
    case 'source':
      return `cell ${(cell ?? 0) + 1}`;
    case 'output':
      return `the output of cell ${(cell ?? 0) + 1}`;
    case 'attachment':
      return `the name of an attachment of cell ${(cell ?? 0) + 1}`;
    default:
      return isNotebook ? 'the notebook’s metadata' : `the metadata of cell ${cell + 1}`;
  }
}
