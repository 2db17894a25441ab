// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PendingFile } from '@jupyter-atrium/api';
import type { Draft } from './draft.ts';
import type { ITreeOptions } from './tree.ts';

/**
 * Carries out what was chosen for files in questions of earlier updates.
 *
 * @returns options as they are after it
 */
export async function followChoices(draft: Draft, options: ITreeOptions): Promise<ITreeOptions> {
  let next = options;
  for (const { pending } of options.pending) {
    const choice = options.choices?.[pending.id];
    if (pending.kind === 'file' && choice !== undefined && draft.local.at(pending.path)) {
      next = await follow(draft, next, pending, choice);
    }
  }
  return { ...next, local: draft.local.entries() };
}

async function follow(
  draft: Draft,
  options: ITreeOptions,
  question: PendingFile,
  choice: 'mine' | 'theirs' | 'both'
): Promise<ITreeOptions> {
  switch (question.why) {
    case 'deleted':
      if (choice === 'theirs') {
        await draft.remove(question.path);
      }
      return options;
    case 'renamed':
      return choice === 'mine' ? followRename(draft, options, question) : options;
    case 'beside':
      return followBeside(draft, options, question, choice);
  }
}

/** Mine's name is followed: the file that was restored goes, if it is as it was. */
async function followRename(draft: Draft, options: ITreeOptions, question: PendingFile): Promise<ITreeOptions> {
  const { state } = options;
  const released = Object.keys(state.files).find(path => (state.paths[path] ?? path) === question.path);
  const file = released === undefined ? undefined : state.files[released];
  const isUnedited = (await draft.digest(question.path)) === question.theirs;
  if (released === undefined || !file || !question.other || !draft.local.at(question.other) || !isUnedited) {
    return options;
  }
  await draft.remove(question.path);
  draft.paths[released] = question.other;
  // Mine goes back to what it was made from.
  const files = { ...state.files, [released]: { ...file, base: question.base ?? file.base } };
  return { ...options, state: { ...state, files, paths: { ...state.paths, [released]: question.other } } };
}

async function followBeside(
  draft: Draft,
  options: ITreeOptions,
  question: PendingFile,
  choice: 'mine' | 'theirs' | 'both'
): Promise<ITreeOptions> {
  const { state } = options;
  const other = question.other === null ? null : draft.local.at(question.other);
  // A folder is never swapped as a whole.
  if (!other || choice === 'both' || question.theirs === null) {
    return options;
  }
  const released = Object.keys(state.paths).find(path => state.paths[path] === question.other);
  const isUnedited = (await draft.digest(other.path)) === question.theirs;
  if (choice === 'mine') {
    if (isUnedited) {
      await draft.remove(other.path);
    }
    const left = released === undefined ? state.left : [...state.left, released];
    left.forEach(path => draft.left.add(path));
    return { ...options, state: { ...state, left } };
  }
  await draft.move(question.path, draft.local.beside(question.path, 'mine'));
  await draft.move(other.path, question.path);
  if (released === undefined) {
    return options;
  }
  delete draft.paths[released];
  const paths = Object.fromEntries(Object.entries(state.paths).filter(([path]) => path !== released));
  return { ...options, state: { ...state, paths } };
}
