// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  ApplyUpdateRequest,
  CopyJobRequest,
  CopyStatus,
  PlanUpdateRequest,
  ShowUpdateRequest
} from '@jupyter-atrium/api';
import { sleep } from '@jupyter-atrium/client';
import type { JsonObject } from '@jupyter-atrium/notebooks';
import { writeJson } from '@jupyter-atrium/notebooks';
import { realDisk } from '../files/disk.ts';
import { belowRoot } from '../files/source.ts';
import { foldersOf } from '../settings/folders.ts';
import { copyStatus } from '../update/copy-status.ts';
import { decide } from '../update/decide.ts';
import { reopen } from '../update/reopen.ts';
import type { IUpdateOptions } from '../update/plan-copy.ts';
import type { ICopyOptions, Session } from '../update/session.ts';
import { withCopy } from '../update/session.ts';
import { settleDocument } from '../update/settle-document.ts';
import { undoUpdate } from '../update/undo-update.ts';
import { applyUpdate, planUpdate, showUpdate } from '../update/update-copy.ts';
import type { JobContext } from './run-job.ts';
import { ticketClient } from './ticket-client.ts';

/** A page may ask while another of its jobs still runs. */
const PATIENCE_MS = 10_000;

/**
 * Does a job about a copy that exists.
 *
 * @returns the job's result, numbers as JavaScript writes them
 */
export async function runCopyJob(request: CopyJobRequest, context: JobContext): Promise<unknown> {
  const result: object = await resultOf(request, context);
  return JSON.parse(writeJson(result as JsonObject));
}

async function resultOf(request: CopyJobRequest, context: JobContext): Promise<object> {
  const options = copyOptions(request.folder, context);
  switch (request.job) {
    case 'plan-update':
      return planUpdate(options, updateOptions(request, context), openOf(request));
    case 'show-update':
      return showUpdate(options, updateOptions(request, context), { open: openOf(request), path: request.path });
    case 'apply-update':
      return applyUpdate(options, updateOptions(request, context), request);
    case 'undo-update':
      return withCopy(options, undoUpdate);
    case 'settle-document':
      return thenStatus(options, async session => settleDocument(session, request));
    case 'decide':
      return thenStatus(options, session => decide(session, request.decisions));
    case 'reopen':
      return thenStatus(options, async session => reopen(session, request.entries));
    case 'copy-status':
      return withCopy(options, async session => copyStatus(session));
  }
}

async function thenStatus(options: ICopyOptions, act: (session: Session) => Promise<void>): Promise<CopyStatus> {
  await withCopy(options, act);
  return withCopy(options, async session => copyStatus(session));
}

function openOf({ open }: PlanUpdateRequest | ShowUpdateRequest): Map<string, string> {
  return new Map(open.map(({ path, content }) => [path, content]));
}

function copyOptions(folder: string, { root, world, signal }: JobContext): ICopyOptions {
  return {
    folder: belowRoot(root, folder),
    shown: folder,
    disk: realDisk,
    now: world.now,
    sleep: ms => sleep(ms, signal),
    patienceMs: PATIENCE_MS,
    signal
  };
}

function updateOptions(
  { opened, options }: PlanUpdateRequest | ShowUpdateRequest | ApplyUpdateRequest,
  context: JobContext
): IUpdateOptions {
  const { world, reporter } = context;
  return {
    client: ticketClient(context),
    opened,
    options,
    data: foldersOf(world.env).data,
    onWait: ms => reporter.waiting(ms),
    onProgress: progress => reporter.progress(progress)
  };
}
