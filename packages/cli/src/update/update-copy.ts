// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AppliedUpdate, OpenSides, Plan, ShownUpdate } from '@jupyter-atrium/api';
import type { TreePlan } from '@jupyter-atrium/notebooks';
import { localPath } from '../copies/copy.ts';
import { problem } from '../files/disk-error.ts';
import { commitPlan, baseText } from './commit-plan.ts';
import type { Unsettled } from './open-file.ts';
import type { IUpdateOptions, PlannedCopy } from './plan-copy.ts';
import { demandWholeNotebooks, planCopy, planWithout } from './plan-copy.ts';
import type { ICopyOptions, Session } from './session.ts';
import { untilSteady, withCopy } from './session.ts';

/** What open documents hold, by their path in the copy. */
export type OpenContents = ReadonlyMap<string, string>;

/**
 * Says what an update would do; what was fetched for it stays for the update.
 *
 * @throws AtriumError
 */
export function planUpdate(options: ICopyOptions, update: IUpdateOptions, open: OpenContents): Promise<Plan> {
  return withCopy(options, session =>
    untilSteady(session, async triesLeft => (await preview(session, update, { open, triesLeft })).plan)
  );
}

/**
 * Shows what an update would make of one file.
 *
 * @throws AtriumError
 */
export function showUpdate(
  options: ICopyOptions,
  update: IUpdateOptions,
  { open, path }: { open: OpenContents; path: string }
): Promise<ShownUpdate> {
  return withCopy(options, session =>
    untilSteady(session, async triesLeft => {
      const { planned } = await preview(session, update, { open, triesLeft });
      return shown(planned, open, path);
    })
  );
}

/**
 * Carries out an update.
 *
 * @param plan - id of the plan that was seen; null: whatever it is
 * @param open - documents that are left to the page
 * @throws AtriumError `plan-stale` and others
 */
export function applyUpdate(
  options: ICopyOptions,
  update: IUpdateOptions,
  { plan, open }: { plan: string | null; open: readonly string[] }
): Promise<AppliedUpdate> {
  return withCopy(options, session =>
    untilSteady(session, async triesLeft => {
      const whole = await planCopy(session, update, new Map());
      const apart = new Set(open);
      const tree = apart.size === 0 ? whole.tree : await planWithout(session, update, whole, apart);
      const planned = { ...whole, tree };
      if (plan !== null && plan !== tree.plan.id) {
        throw problem('plan-stale', 'Files changed since you looked at this update. Look at it again, then apply it.');
      }
      if (triesLeft > 0) {
        demandWholeNotebooks(planned, session.now());
      }
      return commit(session, planned, apart);
    })
  );
}

function commit(session: Session, planned: PlannedCopy, apart: ReadonlySet<string>): AppliedUpdate {
  const { tree } = planned;
  const documents = unsettledIn(session, planned, apart);
  const release = { label: tree.plan.to.label, manifest: tree.plan.to.manifest };
  const open = documents.map(document => sidesOf(session, planned, document));
  const unsettled = documents.length > 0 ? { release, documents } : null;
  const done = commitPlan(session, planned, { kind: 'update', unsettled });
  return { update: done, release, report: tree.plan.report, open, recovered: session.recovered };
}

/** Documents that the release changes, and that the page merges. */
function unsettledIn(
  { copy }: Session,
  { files, survey }: PlannedCopy,
  apart: ReadonlySet<string>
): Unsettled['documents'] {
  return files.flatMap(({ path: released, digest }) => {
    const path = localPath(copy.origin, released);
    const base = copy.origin.files[released]?.base;
    const found = survey.found.get(path);
    if (!apart.has(path) || base === undefined || base === digest || found?.kind !== 'file') {
      return [];
    }
    return [{ released, path, theirs: digest, before: survey.hash(path), size: found.size }];
  });
}

function sidesOf(
  session: Session,
  { content }: PlannedCopy,
  { released, path, theirs }: Unsettled['documents'][number]
): OpenSides {
  const { origin } = session.copy;
  return {
    path,
    base: baseText(session, origin.files[released]?.base ?? ''),
    theirs: Buffer.from(content.theirs(theirs)).toString('utf8'),
    aliases: origin.aliases[released] ?? {},
    pending: session.pending.map(entry => entry.pending).filter(pending => pending.path === path)
  };
}

/** Plans with what open documents hold; the id is that of the plan without them, which is the one that is applied. */
async function preview(
  session: Session,
  update: IUpdateOptions,
  { open, triesLeft }: { open: OpenContents; triesLeft: number }
): Promise<{ plan: Plan; planned: PlannedCopy }> {
  const planned = await planCopy(session, update, open);
  if (triesLeft > 0) {
    demandWholeNotebooks(planned, session.now());
  }
  const { plan } = planned.tree;
  if (open.size === 0) {
    return { plan, planned };
  }
  const applied: TreePlan = await planWithout(session, update, planned, new Set(open.keys()));
  return { plan: { ...plan, id: applied.plan.id }, planned };
}

function shown({ tree, survey, content }: PlannedCopy, open: OpenContents, path: string): ShownUpdate {
  const change = tree.undo.files.find(file => file.path === path);
  const moved = tree.plan.acts.find(act => act.kind === 'move' && act.path === path);
  const from = moved?.kind === 'move' ? moved.from : path;
  const isThere = open.has(from) || survey.found.get(from)?.kind === 'file';
  const before = isThere ? content.mine(from) : null;
  const merged = tree.texts.get(path);
  const after = !change ? before : change.after === null ? null : (content.released(change.after) ?? before);
  return { before: textOf(before), after: merged ?? textOf(after) };
}

function textOf(bytes: Uint8Array | null): string | null {
  if (!bytes || bytes.includes(0)) {
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
