// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, Decision, Origin } from '@jupyter-atrium/api';
import type { ReleasedFile, TreePlan } from '@jupyter-atrium/notebooks';
import { planTree } from '@jupyter-atrium/notebooks';
import { localPath } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import { sha256 } from '../files/disk.ts';
import { commitPlan } from './commit-plan.ts';
import { CopyContent, localEntries } from './copy-content.ts';
import { readUnsettled } from './open-file.ts';
import type { Session } from './session.ts';
import { untilSteady } from './session.ts';
import { Stage } from './stage.ts';
import { Survey } from './survey.ts';

/**
 * Carries out what a person decided about what is pending; needs no service.
 *
 * @throws AtriumError `pending-not-found`
 */
export async function decide(session: Session, decisions: readonly Decision[]): Promise<void> {
  const known = new Set(session.pending.map(({ pending }) => pending.id));
  const unknown = decisions.find(({ id }) => !known.has(id));
  if (unknown) {
    throw problem(
      'pending-not-found',
      'This was decided already, or a later update changed the question. Look again.',
      {
        id: unknown.id
      }
    );
  }
  await untilSteady(session, () => decideOnce(session, decisions));
}

async function decideOnce(session: Session, decisions: readonly Decision[]): Promise<void> {
  const { copy, disk } = session;
  const survey = new Survey(copy, disk, Object.keys(copy.origin.files));
  const present = presentFiles(copy.origin, survey);
  const stage = new Stage(copy, disk, () => false);
  const content = new CopyContent({ copy, disk, survey, stage, files: present, open: new Map() });
  const isDone = new Set(decisions.filter(({ choice }) => choice === 'done').map(({ id }) => id));
  const choices = decisions.flatMap(({ id, choice }): [string, Choice][] => (choice === 'done' ? [] : [[id, choice]]));
  const tree = await planTree({
    state: { ...copy.origin, files: pick(copy.origin.files, present) },
    pending: session.pending.filter(({ pending }) => !isDone.has(pending.id)),
    release: copy.origin.release,
    files: present,
    local: localEntries(survey, present),
    content,
    sha256,
    choices: Object.fromEntries(choices)
  });
  const planned = { tree: withMissing(tree, copy.origin, present), survey, stage, content, files: present };
  commitPlan(session, planned, { kind: 'decide', unsettled: readUnsettled(disk, copy) });
}

/** Only what is here is planned: nothing is fetched, nothing restored. */
function presentFiles(origin: Origin, survey: Survey): ReleasedFile[] {
  return Object.entries(origin.files).flatMap(([path, { base }]) => {
    const found = survey.found.get(localPath(origin, path));
    return found?.kind === 'file' ? [{ path, digest: base, size: found.size }] : [];
  });
}

function pick<T>(values: Readonly<Record<string, T>>, files: readonly ReleasedFile[]): Record<string, T> {
  const paths = new Set(files.map(({ path }) => path));
  return Object.fromEntries(Object.entries(values).filter(([path]) => paths.has(path)));
}

/** Gives the record back what it says of files that are not here, and which release each file is at. */
function withMissing(tree: TreePlan, origin: Origin, present: readonly ReleasedFile[]): TreePlan {
  const isMissing = new Set(Object.keys(origin.files));
  present.forEach(({ path }) => isMissing.delete(path));
  const missing = [...isMissing].map(path => ({ path, digest: '', size: 0 }));
  const files = Object.entries(tree.state.files).map(([path, { base, manifest }]) => {
    const known = origin.files[path];
    return [path, { base, manifest: known?.base === base ? known.manifest : manifest }] as const;
  });
  const state = {
    ...tree.state,
    files: { ...Object.fromEntries(files), ...pick(origin.files, missing) },
    paths: { ...tree.state.paths, ...pick(origin.paths, missing) },
    left: [...new Set([...tree.state.left, ...origin.left])].sort(),
    aliases: { ...tree.state.aliases, ...pick(origin.aliases, missing) }
  };
  return { ...tree, state, undo: { ...tree.undo, state: origin } };
}
