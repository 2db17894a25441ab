// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Pending, PendingFile } from '@jupyter-atrium/api';
import { isNotebookPath } from '../../files/work-file.ts';
import { fileFate } from '../report.ts';
import type { Draft } from './draft.ts';
import { type FileMerge, type MergedNotebook, isSameNotebookFile, mergeFile } from './merge-file.ts';
import type { ITreeOptions, LocalEntry, ReleasedFile } from './tree.ts';

/** A released file, and where it is in the copy. */
export type Item = {
  readonly file: ReleasedFile;
  /** Digest of what mine was last brought to; null if the file is new. */
  readonly base: string | null;
  /** Where mine is or was. */
  readonly path: string;
  /** Where mine was before it was moved; null if it stays. */
  readonly from: string | null;
};

/** Plans what becomes of a file that mine has, as the release's file or as one of its own. */
export async function planPresent(draft: Draft, options: ITreeOptions, item: Item, entry: LocalEntry): Promise<void> {
  const { file, base } = item;
  const mine = await draft.digest(entry.path);
  if (mine === file.digest) {
    draft.left.delete(file.path);
    moved(draft, item);
  } else if (draft.left.has(file.path)) {
    // Somebody gave the release's file up, so what lies here is their own.
    moved(draft, item);
  } else if (base === null) {
    await planUntracked(draft, options, item, entry);
  } else if (file.digest === base) {
    moved(draft, item);
    earlierOf(draft, item).forEach(pending => (pending.kind === 'file' ? undefined : draft.keep(pending)));
  } else if (mine === base) {
    await take(draft, item, entry.path);
  } else {
    await planChanged(draft, options, { ...item, base }, entry);
  }
}

/** What is undecided about a file from earlier updates, under the name it has now. */
function earlierOf(draft: Draft, { path, from }: Item): Pending[] {
  return draft.earlier(from ?? path).map(pending => ({ ...pending, path }));
}

/** A file of mine lies where the release has a new one: it is not the release's file. */
async function planUntracked(draft: Draft, options: ITreeOptions, { file }: Item, entry: LocalEntry): Promise<void> {
  const { content } = options;
  if (
    isNotebookPath(file.path) &&
    isSameNotebookFile(await draft.read(entry.path), await content.theirs(file.digest))
  ) {
    return;
  }
  await placeBeside(draft, options, file, file.path);
}

/** Puts a file of the release under another name, where the copy keeps it from then on. */
export async function placeBeside(
  draft: Draft,
  { release }: ITreeOptions,
  file: ReleasedFile,
  taken: string
): Promise<void> {
  const other = draft.besides.get(taken) ?? draft.local.beside(taken, `atrium-${release.label}`, taken !== file.path);
  const isKnown = draft.besides.has(taken);
  const isFile = draft.local.at(taken)?.kind === 'file';
  const digests = {
    mine: isFile ? await draft.digest(taken) : null,
    theirs: taken === file.path ? file.digest : null
  };
  draft.besides.set(taken, other);
  const choice = isKnown ? null : draft.ask({ path: taken, why: 'beside', other, base: null, ...digests });
  if (choice === 'mine' && taken === file.path) {
    draft.left.add(file.path);
    draft.fates.push(fileFate(taken, 'kept'));
    return;
  }
  if (choice === 'theirs' && isFile && taken === file.path) {
    await draft.move(taken, draft.local.beside(taken, 'mine'));
    await draft.write(taken, file);
    draft.fates.push(fileFate(taken, 'taken'));
    return;
  }
  const path = other + file.path.slice(taken.length);
  draft.paths[file.path] = path;
  await draft.write(path, file);
  draft.fates.push(fileFate(file.path, 'beside', { beside: path }));
}

async function take(draft: Draft, { file, from, path }: Item, place: string): Promise<void> {
  await draft.write(place, file);
  draft.fates.push(fileFate(path, 'taken', { from }));
}

function moved(draft: Draft, { path, from }: Item): void {
  if (from !== null) {
    draft.fates.push(fileFate(path, 'moved', { from }));
  }
}

type Changed = Item & { readonly base: string };

/** Both sides changed a file. */
async function planChanged(draft: Draft, options: ITreeOptions, item: Changed, entry: LocalEntry): Promise<void> {
  const { from, path } = item;
  const open = earlierOf(draft, item).flatMap(each => (each.kind === 'file' && each.why === 'beside' ? each : []))[0];
  if (open) {
    // While theirs lies beside it, mine does not hold what the base says: merging would undo theirs.
    await dropOutdated(draft, open);
    await setApart(draft, options, item, { entry, reason: null, words: '' });
    return;
  }
  const merge = await merged(draft, options, item, entry);
  if (merge.kind === 'theirs') {
    await take(draft, item, entry.path);
  } else if (merge.kind === 'apart') {
    await setApart(draft, options, item, { ...merge, entry });
  } else {
    const more = { from, ...described(draft, item, merge.merge) };
    const unwritten = from === null ? 'kept' : 'moved';
    draft.fates.push(fileFate(path, merge.kind === 'text' ? 'merged' : unwritten, more));
    if (merge.kind === 'text') {
      await draft.write(entry.path, textFile(options, merge.text));
    }
  }
}

async function merged(
  draft: Draft,
  { content, sha256, state, choices, conflicts }: ITreeOptions,
  item: Changed,
  entry: LocalEntry
): Promise<FileMerge> {
  const { file, base, path } = item;
  const files = {
    base: await content.base(base),
    mine: await draft.read(entry.path),
    theirs: await content.theirs(file.digest)
  };
  return mergeFile(files, {
    path,
    fingerprint: sha256,
    aliases: state.aliases[file.path] ?? {},
    pending: earlierOf(draft, item),
    ...(choices && { choices }),
    ...(conflicts && { conflicts })
  });
}

/** What a report tells of a merged notebook; what it leaves to decide is noted. */
function described(draft: Draft, { file }: Item, merge: MergedNotebook | null): object {
  if (!merge) {
    return {};
  }
  merge.pending.forEach(pending => draft.keep(pending));
  draft.aliases[file.path] = { ...merge.aliases };
  const { cells, flags, theirsMetadata } = merge;
  return { cells: [...cells], flags: [...flags], theirsMetadata };
}

/** Mine stays, and theirs goes beside it. */
async function setApart(
  draft: Draft,
  { release }: ITreeOptions,
  { file, base, path, from }: Changed,
  { entry, reason, words }: Pick<Extract<FileMerge, { kind: 'apart' }>, 'reason' | 'words'> & { entry: LocalEntry }
): Promise<void> {
  const mine = await draft.digest(entry.path);
  const other = draft.local.beside(path, `atrium-${release.label}`);
  const choice = draft.ask({ path, why: 'beside', other, base, mine, theirs: file.digest });
  if (choice === 'theirs') {
    await draft.write(entry.path, file);
    draft.fates.push(fileFate(path, 'taken', { from, reason, words }));
  } else if (choice === 'mine') {
    draft.fates.push(fileFate(path, 'kept', { from, reason, words }));
  } else {
    await draft.write(other, file);
    const fate = reason === null ? 'beside' : 'not-merged';
    draft.fates.push(fileFate(path, fate, { from, beside: other, reason, words }));
  }
}

/** Removes what an earlier update put beside a file, unless it was edited. */
async function dropOutdated(draft: Draft, open: PendingFile): Promise<void> {
  const old = open.other ? draft.local.at(open.other) : null;
  if (old?.kind === 'file' && (await draft.digest(old.path)) === open.theirs) {
    await draft.remove(old.path);
  }
}

function textFile({ sha256 }: ITreeOptions, text: string): { digest: string; size: number; text: string } {
  return { digest: `sha256:${sha256(text)}`, size: new TextEncoder().encode(text).length, text };
}
