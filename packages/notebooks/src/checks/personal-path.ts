// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import type { Notebook } from '../notebook/notebook.ts';
import { findHomes } from './home-paths.ts';
import { type Place, notebookPlaces } from './places.ts';
import { type FileRule, toCheck } from './rule.ts';

const BECAUSE = 'It tells your account’s name, and does not exist elsewhere.';

/** Finds home folders of people: once for each place of each cell. */
export const personalPath: FileRule = ({ path, content }) => {
  if (content.kind === 'text') {
    return textCheck(path, content.text);
  }
  return content.kind === 'notebook' && content.reading.kind === 'notebook'
    ? notebookChecks(path, content.reading.notebook)
    : [];
};

function notebookChecks(path: string, notebook: Notebook): Check[] {
  const checks = new Map<string, Check>();
  for (const place of notebookPlaces(notebook)) {
    const where = `${place.cell}:${place.place}`;
    const [home] = checks.has(where) ? [] : findHomes(place.text);
    if (home) {
      const check = toCheck({
        kind: 'personal-path',
        level: 'ask',
        path,
        notebook,
        cell: place.cell,
        place: place.place,
        message: messageOf(place),
        because: BECAUSE,
        shown: { text: place.text, span: home },
        fixes: fixesOf(place),
        identity: place.text
      });
      checks.set(where, check);
    }
  }
  return [...checks.values()];
}

function textCheck(path: string, text: string): Check[] {
  const [home] = findHomes(text);
  if (!home) {
    return [];
  }
  return [
    toCheck({
      kind: 'personal-path',
      level: 'ask',
      path,
      place: 'file',
      message: `“${path}” names a home folder.`,
      because: BECAUSE,
      shown: { text, span: home },
      fixes: ['make-relative', 'leave-out'],
      identity: text
    })
  ];
}

function messageOf({ place, cell }: Place): string {
  const number = (cell ?? 0) + 1;
  switch (place) {
    case 'output':
      return `The output of cell ${number} shows a home folder.`;
    case 'source':
      return `Cell ${number} names a home folder.`;
    case 'attachment':
      return `The name of an attachment of cell ${number} names a home folder.`;
    case 'metadata':
      return cell === null
        ? 'The notebook’s metadata names a home folder.'
        : `The metadata of cell ${number} names a home folder.`;
  }
}

function fixesOf({ place }: Place): Check['fixes'] {
  if (place === 'attachment') {
    return [];
  }
  return place === 'output' ? ['make-relative', 'clear-output'] : ['make-relative'];
}
