// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { Origin, PendingEntry } from '@jupyter-atrium/api';
import type { TreePlan } from '@jupyter-atrium/notebooks';
import { baseForm, hasBaseForm } from '../copies/base-form.ts';
import { localPath } from '../copies/copy.ts';
import { sha256 } from '../files/disk.ts';
import type { FileAct } from './apply-changes.ts';
import { FilesMovedError, applyChanges } from './apply-changes.ts';
import type { BaseSource } from './base-forms.ts';
import { keepBaseForms, readBaseForm, tidyBaseForms } from './base-forms.ts';
import type { Unsettled } from './open-file.ts';
import { readUnsettled } from './open-file.ts';
import { listActs } from './list-acts.ts';
import type { PlannedCopy } from './plan-copy.ts';
import type { Session } from './session.ts';
import type { Staged } from './stage.ts';
import type { UndoEntry } from './undo-folder.ts';
import { listUndo, undoDataOf, undoName } from './undo-folder.ts';

const bare = (digest: string): string => digest.slice('sha256:'.length);

/** What is committed beside the plan. */
export type CommitOptions = {
  kind: UndoEntry['kind'];
  /** Documents that stay open; null: those that were, if any, are settled with this. */
  unsettled: Omit<Unsettled, 'update'> | null;
};

/**
 * Carries out a plan.
 *
 * @returns the name of the change; null if nothing had to be written
 * @throws FilesMovedError, AtriumError `no-space`
 */
export function commitPlan(session: Session, planned: PlannedCopy, { kind, unsettled }: CommitOptions): string | null {
  const { copy, disk, now, beat } = session;
  const { tree, stage } = planned;
  const update = undoName(now(), randomUUID().slice(0, 8));
  const acts = [
    ...tree.undo.files.map(file => actOf(planned, file)),
    ...listActs(copy, disk, {
      stage,
      pending: tree.pending,
      unsettled: unsettled && { update, ...unsettled }
    })
  ];
  const origin = originAfter(session, planned, acts);
  if (acts.length === 0 && isSameState(copy.origin, origin)) {
    stage.clear();
    return null;
  }
  keepBaseForms(disk, copy, baseSources(planned, unsettled));
  stage.sync();
  applyChanges(
    copy,
    { update, kind, acts, origin, report: tree.plan.report, alsoKept: keptFor(unsettled), undo: undoDataOf(tree.undo) },
    { disk, now, beat }
  );
  stage.clear();
  tidyBaseForms(disk, copy, namedForms(session, origin, tree.pending));
  return update;
}

/** Pages will save these. */
function keptFor(unsettled: CommitOptions['unsettled']): { path: string; sha256: string }[] {
  return unsettled?.documents.map(({ path, before }) => ({ path, sha256: before })) ?? [];
}

function actOf(
  { tree, survey, content, stage }: PlannedCopy,
  { path, before, after }: TreePlan['undo']['files'][number]
): FileAct {
  const act = { path: survey.placeOf(path), before: before && bare(before) };
  if (after === null) {
    return { ...act, staged: null, afterForm: null };
  }
  const text = tree.texts.get(path);
  const isText = text !== undefined && sha256(text) === bare(after);
  const moved = tree.undo.files.find(file => file.before === after && file.path !== path);
  const staged = isText
    ? stage.put(text, bare(after))
    : (content.ready(after) ?? (moved ? stage.copy(survey.fullPlace(moved.path), bare(after)) : null));
  if (!staged) {
    throw new FilesMovedError(path);
  }
  return { ...act, staged, afterForm: formOf(path, staged, stage) };
}

function formOf(path: string, { place }: Staged, stage: PlannedCopy['stage']): Uint8Array | string | null {
  const size = stage.sizeOf(place);
  return hasBaseForm(path, size) ? baseForm(path, stage.readStaged(place)) : null;
}

function originAfter({ copy }: Session, { tree, survey, stage }: PlannedCopy, acts: readonly FileAct[]): Origin {
  const staged = new Map(acts.map(act => [act.path, act.staged]));
  const { release, files, paths, left, aliases } = tree.state;
  const entries = Object.entries(files).map(([path, { base, manifest }]): [string, Origin['files'][string]] => {
    const local = localPath({ paths }, path);
    const written = staged.get(survey.placeOf(local));
    const disk = written ? stage.diskEntry(written) : survey.diskEntry(local);
    return [path, { base, manifest, disk }];
  });
  return {
    ...copy.origin,
    release,
    files: Object.fromEntries(entries),
    paths: { ...paths },
    left: [...left],
    aliases: { ...aliases }
  };
}

function isSameState(a: Origin, b: Origin): boolean {
  const essence = ({ release, files, paths, left, aliases }: Origin): string =>
    JSON.stringify([
      release.manifest,
      Object.entries(files)
        .map(([path, { base, manifest }]) => [path, base, manifest])
        .sort(),
      Object.entries(paths).sort(),
      [...left].sort(),
      Object.entries(aliases).sort()
    ]);
  return essence(a) === essence(b);
}

function baseSources({ tree, content, files }: PlannedCopy, unsettled: Omit<Unsettled, 'update'> | null): BaseSource[] {
  const open = unsettled?.documents.map(({ released, theirs }) => ({ path: released, digest: theirs })) ?? [];
  const released = files.filter(({ path, digest }) => tree.state.files[path]?.base === digest);
  return [...released, ...open].map(({ path, digest }) => ({ path, digest, read: () => content.released(digest) }));
}

/** Digests whose base forms a later merge, undo or decision needs. */
function namedForms({ disk, copy }: Session, origin: Origin, pending: readonly PendingEntry[]): Set<string> {
  const undo = listUndo(disk, copy).flatMap(({ entry }) => Object.values(entry.undo.state.files));
  const asked = pending.flatMap(entry =>
    entry.pending.kind === 'file' ? [entry.pending.base, entry.pending.theirs] : []
  );
  const open = readUnsettled(disk, copy)?.documents.map(({ theirs }) => theirs) ?? [];
  const bases = [...Object.values(origin.files), ...undo].map(({ base }) => base);
  return new Set([...bases, ...asked.filter(digest => digest !== null), ...open]);
}

/** Reads the base form of a file for a page; null if there is none. */
export function baseText({ disk, copy }: Session, digest: string): string | null {
  return readBaseForm(disk, copy, digest)?.toString('utf8') ?? null;
}
