// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobRequest, OpenRequest, OpenedFolder, Sealed, SendRequest } from '@jupyter-atrium/api';
import type { JobReporter } from '@jupyter-atrium/client';
import { sleep } from '@jupyter-atrium/client';
import type { World } from '../command.ts';
import { openCopy } from '../copies/open-copy.ts';
import { listCopies } from '../copies/registry.ts';
import { readPublished, rememberPublished } from '../files/published-record.ts';
import type { Source } from '../files/source.ts';
import { belowRoot, findSource } from '../files/source.ts';
import type { IReadOptions } from '../scan/prepare-all.ts';
import { prepareAll } from '../scan/prepare-all.ts';
import { demandFiles, scanSource } from '../scan/scan.ts';
import { sendFiles } from '../send/send-files.ts';
import { foldersOf } from '../settings/folders.ts';
import { ticketClient } from './ticket-client.ts';

/** What a job works with. */
export type JobContext = {
  /** Of the person's files, absolute. */
  root: string;
  world: World;
  reporter: JobReporter;
  signal: AbortSignal;
};

/**
 * Does what a request asks.
 *
 * @returns the job's result; undefined if it has none
 * @throws AtriumError, the signal's reason
 */
export async function runJob(request: JobRequest, context: JobContext): Promise<unknown> {
  const { root, world } = context;
  switch (request.job) {
    case 'scan':
      return (await scanSource(sourceOf(request.source, context), readOptions(request, context))).scan;
    case 'send':
      return send(request, context);
    case 'remember':
      return rememberPublished(sourceOf(request.source, context), request.published);
    case 'open':
      return open(request, context);
    case 'copies':
      return { copies: listCopies(foldersOf(world.env).data, root) };
    default:
      return (await import('./copy-jobs.ts')).runCopyJob(request, context);
  }
}

async function send(request: SendRequest, context: JobContext): Promise<Sealed> {
  const { world, reporter, signal } = context;
  const { ticket, withOutputs } = request;
  const client = ticketClient(context);
  const source = sourceOf(request.source, context);
  const prepared = await prepareAll(source, readOptions(request, context));
  demandFiles(source, prepared);
  return sendFiles(prepared.files, {
    client,
    ticket,
    signal,
    ...waiting(context),
    withOutputs,
    isNew: false,
    published: readPublished(source),
    cache: foldersOf(world.env).cache,
    onProgress: progress => reporter.progress(progress)
  });
}

async function open(request: OpenRequest, context: JobContext): Promise<OpenedFolder> {
  const { root, world, reporter, signal } = context;
  const { opened, parent, name } = request;
  const copy = await openCopy({
    client: ticketClient(context),
    opened,
    parent: belowRoot(root, parent),
    name,
    data: foldersOf(world.env).data,
    now: world.now,
    signal,
    ...waiting(context),
    onProgress: progress => reporter.progress(progress)
  });
  const inRoot = (path: string): string => [...parent.split('/').filter(Boolean), path].join('/');
  return { ...copy, folder: inRoot(copy.folder), entry: copy.entry && inRoot(copy.entry) };
}

function sourceOf(path: string, { root }: JobContext): Source {
  return findSource(belowRoot(root, path), path);
}

function readOptions(
  { withOutputs, leaveOut }: { withOutputs: boolean; leaveOut: readonly string[] },
  { world, reporter, signal }: JobContext
): IReadOptions {
  return {
    withOutputs,
    leaveOut,
    cache: foldersOf(world.env).cache,
    now: world.now,
    signal,
    onProgress: progress => reporter.progress(progress)
  };
}

function waiting({ reporter }: JobContext): { sleep: typeof sleep; onWait: (ms: number) => void } {
  return { sleep, onWait: ms => reporter.waiting(ms) };
}
