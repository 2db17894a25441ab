// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { comparePaths } from '@jupyter-atrium/api';
import { canonicalJson } from '../../canonical/canonical-json.ts';
import type { JsonValue } from '../../json/json.ts';
import { reportOf } from '../report.ts';
import { carryPending } from './carry-pending.ts';
import { Draft } from './draft.ts';
import { type Candidate, RENAMED, findRenames } from './find-renames.ts';
import { followChoices } from './follow-choices.ts';
import { type Item, planPresent } from './plan-file.ts';
import { planGone } from './plan-gone.ts';
import { planMissing } from './plan-missing.ts';
import { traitsOf } from './resemblance.ts';
import type { CopyState, ITreeOptions, LocalEntry, ReleasedFile, TreePlan } from './tree.ts';

/**
 * Plans bringing a copy to a release. Nothing is written; contents are read only of files that need it.
 *
 * Mine is never overwritten but by a merge that holds all of it, or by somebody's choice; what the plan replaces or
 * removes is named in `undo`.
 */
export async function planTree(given: ITreeOptions): Promise<TreePlan> {
  const draft = new Draft(given);
  const options = await followChoices(draft, given);
  const { state, files } = options;
  const released = new Map(files.map(file => [file.path, file]));
  const gone = Object.keys(state.files).filter(path => !released.has(path));
  const fresh = files.filter(({ path }) => state.files[path] === undefined);
  const renames = await findRenames(
    gone.map(path => goneCandidate(options, path)),
    fresh.map(file => freshCandidate(options, file)),
    RENAMED
  );
  const before = new Map([...renames].map(([from, to]) => [to, from]));
  for (const path of gone.filter(each => !renames.has(each)).sort(comparePaths)) {
    if (!hold(draft, options, path)) {
      await planGone(draft, options, state.paths[path] ?? path, state.files[path]?.base ?? '');
      draft.left.delete(path);
    }
  }
  const items = await placeAll(draft, options, before);
  const untracked = untrackedIn(draft, options);
  for (const item of items) {
    await planReleased(draft, options, item, untracked);
  }
  await carryPending(draft, options);
  return finished(draft, given);
}

async function planReleased(
  draft: Draft,
  options: ITreeOptions,
  item: Item,
  untracked: () => readonly LocalEntry[]
): Promise<void> {
  const entry = draft.local.at(item.path);
  await (entry?.kind === 'file'
    ? planPresent(draft, options, item, entry)
    : planMissing(draft, options, item, untracked));
  draft.files[item.file.path] = { base: item.file.digest, manifest: options.release.manifest };
}

/** Leaves a file of an open document as it is: it keeps its old base, and the next update merges it. */
function hold(draft: Draft, { state, held = [] }: ITreeOptions, released: string): boolean {
  const path = state.paths[released] ?? released;
  const file = state.files[released];
  if (!file || !held.includes(path) || !draft.local.at(path)) {
    return false;
  }
  draft.files[released] = { base: file.base, manifest: file.manifest };
  draft.earlier(path).forEach(pending => draft.keep(pending));
  return true;
}

/** Finds where released files are, and moves renamed ones: a file may wait until another has left its place. */
async function placeAll(draft: Draft, options: ITreeOptions, before: ReadonlyMap<string, string>): Promise<Item[]> {
  const oldOf = (file: ReleasedFile): string | null => before.get(file.path) ?? null;
  const items: Item[] = [];
  let waiting = options.files.filter(file => !hold(draft, options, oldOf(file) ?? file.path));
  while (waiting.length > 0) {
    const blocked: ReleasedFile[] = [];
    for (const file of waiting) {
      if (isBlocked(draft, options, file, oldOf(file))) {
        blocked.push(file);
      } else {
        items.push(await placed(draft, options, file, oldOf(file)));
      }
    }
    const first = blocked.length === waiting.length ? blocked.shift() : undefined;
    if (first) {
      // Nobody can leave: it stays in its place under its old name.
      items.push(await placed(draft, options, first, oldOf(first)));
    }
    waiting = blocked;
  }
  return items.sort((a, b) => comparePaths(a.file.path, b.file.path));
}

function isBlocked(draft: Draft, { state }: ITreeOptions, file: ReleasedFile, old: string | null): boolean {
  const entry = old === null || state.paths[old] !== undefined ? null : draft.local.at(old);
  return entry?.kind === 'file' && !isFree(draft, file.path, entry);
}

/** Finds where a released file is in the copy, and moves it if the release renamed it. */
async function placed(draft: Draft, { state }: ITreeOptions, file: ReleasedFile, old: string | null): Promise<Item> {
  const item = knownItem(state, file, old ?? file.path);
  if (old === null) {
    return item;
  }
  if (draft.left.delete(old)) {
    draft.left.add(file.path);
  }
  draft.aliases[file.path] = draft.aliases[old] ?? {};
  const isFollowed = state.paths[old] !== undefined;
  const entry = draft.local.at(item.path);
  if (entry?.kind !== 'file') {
    return isFollowed ? item : { ...item, path: file.path };
  }
  if (isFollowed || !isFree(draft, file.path, entry)) {
    draft.paths[file.path] = entry.path;
    return { ...item, path: entry.path };
  }
  await draft.move(entry.path, file.path);
  return { ...item, path: file.path, from: item.path };
}

function knownItem({ files, paths }: CopyState, file: ReleasedFile, earlier: string): Item {
  return { file, base: files[earlier]?.base ?? null, path: paths[earlier] ?? earlier, from: null };
}

/** Whether a file may move to a path; that another spelling of the path is its own does not matter. */
function isFree(draft: Draft, path: string, own: LocalEntry): boolean {
  if (draft.local.at(path)) {
    return false;
  }
  draft.local.remove(own.path);
  const isClear = draft.local.obstacle(path) === null;
  draft.local.add(own);
  return isClear;
}

/** Files of mine that are no files of the release, before or after. */
function untrackedIn(draft: Draft, { state, files }: ITreeOptions): () => LocalEntry[] {
  let found: LocalEntry[] | null = null;
  return () => {
    const released = new Set([...Object.keys(state.files), ...files.map(({ path }) => path)]);
    const tracked = new Set([...released].map(path => (state.paths[path] ?? path).normalize('NFC')));
    found ??= draft.local
      .entries()
      .filter(({ path, kind }) => kind === 'file' && !tracked.has(path.normalize('NFC')) && !path.includes('.atrium-'));
    return found;
  };
}

function goneCandidate({ state, content }: ITreeOptions, path: string): Candidate {
  const digest = state.files[path]?.base ?? '';
  return { path, digest, size: 0, traits: async () => traitsOf(path, await content.base(digest), true) };
}

function freshCandidate({ content }: ITreeOptions, { path, digest, size }: ReleasedFile): Candidate {
  return { path, digest, size, traits: async () => traitsOf(path, await content.theirs(digest), false) };
}

function finished(draft: Draft, options: ITreeOptions): TreePlan {
  const { state, release, pending } = options;
  const isTracked = ([path]: readonly [string, unknown]): boolean => draft.files[path] !== undefined;
  const pick = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(isTracked));
  const report = reportOf(
    draft.fates,
    draft.pending.map(entry => entry.pending)
  );
  return {
    plan: { id: idOf(draft, options), from: state.release, to: release, acts: draft.acts, report },
    texts: draft.texts,
    state: {
      release,
      files: draft.files,
      paths: pick(draft.paths),
      left: [...draft.left].filter(path => draft.files[path]).sort(comparePaths),
      aliases: Object.fromEntries(Object.entries(pick(draft.aliases)).filter(([, ids]) => Object.keys(ids).length > 0))
    },
    pending: draft.pending,
    undo: { state, pending, files: draft.undo }
  };
}

/** Over everything the plan was computed from. */
function idOf(draft: Draft, options: ITreeOptions): string {
  const {
    state,
    pending,
    release,
    files,
    local,
    sha256,
    choices = {},
    conflicts = null,
    leave = [],
    held = []
  } = options;
  const basis = {
    state,
    pending,
    release,
    files: files.map(({ path, digest }) => [path, digest]),
    local: local.map(({ path, kind }) => [path, kind]),
    looked: [...draft.looked],
    choices,
    conflicts,
    leave,
    held
  };
  return sha256(canonicalJson(basis as JsonValue));
}
