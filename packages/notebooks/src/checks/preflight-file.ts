// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { fileNeeds } from '../code/needs.ts';
import type { WorkFile } from '../files/work-file.ts';
import { checkFile, checkWork } from './check.ts';
import { toCheck } from './rule.ts';

/** Findings that matter to who opens a work, beside kernel, packages and space. */
const KINDS: readonly Check['kind'][] = ['missing-file', 'install-cell', 'active-content'];

/**
 * Notes what of a released file may keep it from running elsewhere.
 *
 * @param paths - of all files of the release
 * @returns notes only: nobody has to decide anything before opening a copy
 */
export function preflightFile(file: WorkFile, paths: readonly string[]): Check[] {
  const found = [...checkWork(paths, { needs: [fileNeeds(file)] }), ...checkFile(file)];
  return [...formatCheck(file), ...found.filter(({ kind }) => KINDS.includes(kind)).map(asNote)];
}

function formatCheck({ path, content }: WorkFile): Check[] {
  if (content.kind !== 'notebook' || content.reading.kind === 'notebook') {
    return [];
  }
  const message = `“${path}” ${content.reading.words}.`;
  return [toCheck({ kind: 'format', level: 'note', path, place: 'file', message })];
}

function asNote(check: Check): Check {
  return { ...check, level: 'note', fixes: [] };
}
