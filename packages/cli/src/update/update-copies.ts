// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { resolve } from 'node:path';
import type { Report, UpdateOptions } from '@jupyter-atrium/api';
import { sleep } from '@jupyter-atrium/client';
import type { JsonObject } from '@jupyter-atrium/notebooks';
import { writeJson } from '@jupyter-atrium/notebooks';
import type { World } from '../command.ts';
import { copyName, enclosingCopy, readCopy } from '../copies/copy.ts';
import { EXIT } from '../exit-codes.ts';
import { realDisk } from '../files/disk.ts';
import { jobProblemOf } from '../job/job-problem.ts';
import { openClient } from '../open-client.ts';
import { readWorkReference } from '../read/work-reference.ts';
import { isStop, reportFailure } from '../report-failure.ts';
import { foldersOf } from '../settings/folders.ts';
import { hubSetting } from '../settings/hub.ts';
import type { Watched } from '../terminal/progress.ts';
import { watch } from '../terminal/progress.ts';
import { reportLines } from './report-words.ts';
import type { ICopyOptions } from './session.ts';
import { withCopy } from './session.ts';
import { undoUpdate } from './undo-update.ts';
import { applyUpdate, planUpdate } from './update-copy.ts';

/** What a person asked for. */
export type UpdateCopiesOptions = {
  paths: readonly string[];
  isPlan: boolean;
  isUndo: boolean;
  isJson: boolean;
  /** Of the release; null: the newest. */
  label: string | null;
  options: UpdateOptions;
};

/** What came of one copy. */
type Updated = {
  folder: string;
  title: string;
  from: string;
  to: string;
  /** Null if nothing was written. */
  update: string | null;
  report: Report;
  recovered: readonly string[];
};

/** Another program is waited for this long. */
const PATIENCE_MS = 2000;
const APPLIED_WITH_PENDING = 2;
const REFUSED = 3;
const REFUSALS: ReadonlySet<string> = new Set(['copy-busy', 'other-work', 'no-space', 'plan-stale']);

/** Updates copies one after another, or says what would be done. */
export async function updateCopies(asked: UpdateCopiesOptions, world: World): Promise<number> {
  const watched = watch(world);
  const updates: object[] = [];
  let exit: number = EXIT.ok;
  for (const folder of new Set(asked.paths.map(path => folderOf(path, world)))) {
    try {
      const updated = await updateOne(folder, asked, { world, watched });
      watched.end();
      updates.push(updated);
      exit = worse(exit, updated.report.pending.length > 0 ? APPLIED_WITH_PENDING : EXIT.ok);
      if (!asked.isJson) {
        linesOf(updated, asked).forEach(line => world.print(line));
      }
    } catch (error) {
      if (isStop(error)) {
        throw error;
      }
      const problem = jobProblemOf(error);
      updates.push({ folder, problem });
      exit = worse(exit, REFUSALS.has(problem.code) ? REFUSED : EXIT.error);
      if (!asked.isJson) {
        reportFailure(error, world, false);
      }
    }
  }
  if (asked.isJson) {
    const object: object = { updates };
    world.print(JSON.stringify(JSON.parse(writeJson(object as JsonObject))));
  }
  return exit;
}

/** Of two ends the worse: fault, refusal, something to decide, nothing. */
function worse(a: number, b: number): number {
  const order: readonly number[] = [EXIT.ok, APPLIED_WITH_PENDING, REFUSED, EXIT.error];
  return order.indexOf(a) > order.indexOf(b) ? a : b;
}

function folderOf(path: string, world: World): string {
  const full = resolve(world.folder, path);
  return enclosingCopy(full) ?? full;
}

async function updateOne(
  folder: string,
  asked: UpdateCopiesOptions,
  { world, watched }: { world: World; watched: Watched }
): Promise<Updated> {
  const copy = readCopy(folder, folder);
  const { title, release, work } = copy.origin;
  const options = copyOptions(folder, { world, watched });
  const common = { folder, title, from: release.label };
  if (asked.isUndo) {
    const { update, release: to, report, recovered } = await withCopy(options, undoUpdate);
    return { ...common, to: to.label, update, report, recovered };
  }
  const client = openClient(world, hubSetting(world));
  const { work: id } = readWorkReference(work);
  const opened = await client.openCopy(
    { params: { work: id }, body: { label: asked.label } },
    { signal: watched.signal }
  );
  const update = { ...watched, client, opened, options: asked.options, data: foldersOf(world.env).data };
  if (asked.isPlan) {
    const plan = await planUpdate(options, update, new Map());
    return { ...common, to: opened.label, update: null, report: plan.report, recovered: [] };
  }
  const applied = await applyUpdate(options, update, { plan: null, open: [] });
  return { ...common, to: opened.label, update: applied.update, report: applied.report, recovered: applied.recovered };
}

function copyOptions(folder: string, { world, watched }: { world: World; watched: Watched }): ICopyOptions {
  return {
    folder,
    shown: folder,
    disk: realDisk,
    now: world.now,
    sleep: ms => sleep(ms, watched.signal),
    patienceMs: PATIENCE_MS,
    signal: watched.signal
  };
}

function linesOf(updated: Updated, { isPlan, isUndo }: UpdateCopiesOptions): string[] {
  const { folder, title, from, to, update, report, recovered } = updated;
  const name = `${copyName({ folder })} (“${title}”)`;
  const cutOff = recovered.map(path => `${path} was changed while an update was cut off; it is as you left it.`);
  if (isPlan) {
    return [`${name}: from ${from} to ${to}. ${report.sentence}`, ...reportLines(report), 'Nothing was changed.'];
  }
  if (update === null) {
    return [...cutOff, `${name} is up to date with ${to}.`];
  }
  const what = isUndo
    ? `${name}: back from ${from} to ${to}.`
    : `Updated ${name} from ${from} to ${to}: ${report.sentence}`;
  const undo = isUndo ? [] : ['`atrium update --undo` takes it back.'];
  return [...cutOff, what, ...reportLines(report), ...undo];
}
