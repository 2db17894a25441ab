// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  CopyJobRequest,
  CopyJobResults,
  JobRequest,
  LocalCopy,
  OpenedCopy,
  OpenedFolder,
  Preflight,
  PublishedAs,
  Scan,
  Sealed
} from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';
import type { IJob, IWorkspace, SourceOptions } from '../tokens';
import { Job } from './job';

/** Asks the server for a job; the answer streams its events. */
export type StartJob = (request: JobRequest, signal: AbortSignal) => Promise<Response>;

/** Asks the server what it has to run a work with. */
export type AskPreflight = (query: Readonly<Record<string, string>>) => Promise<Response>;

/** The person's files, moved by jobs of the server extension. */
export class JobWorkspace implements IWorkspace {
  private readonly _start: StartJob;
  private readonly _ask: AskPreflight;

  constructor(start: StartJob, ask: AskPreflight) {
    this._start = start;
    this._ask = ask;
  }

  scan(options: SourceOptions): IJob<Scan> {
    return this._run({ job: 'scan', ...sourceOf(options) });
  }

  send(options: SourceOptions, ticket: string): IJob<Sealed> {
    return this._run({ job: 'send', ...sourceOf(options), ticket });
  }

  async remember(source: string, published: PublishedAs): Promise<void> {
    await this._run({ job: 'remember', source, published }).result;
  }

  open(opened: OpenedCopy, parent: string, name: string): IJob<OpenedFolder> {
    return this._run({ job: 'open', opened, parent, name });
  }

  async copies(): Promise<LocalCopy[]> {
    const { copies } = await this._run<{ copies: LocalCopy[] }>({ job: 'copies' }).result;
    return copies;
  }

  ofCopy<R extends CopyJobRequest>(request: R): IJob<CopyJobResults[R['job']]> {
    return this._run(request);
  }

  async preflight(kernel: string | null, language: string | null): Promise<Preflight> {
    const response = await this._ask({ kernel: kernel ?? '', language: language ?? '' }).catch((cause: unknown) => {
      throw silentServer(cause);
    });
    if (!response.ok) {
      const { refusalOf } = await import('./read-events');
      throw await refusalOf(response);
    }
    return (await response.json()) as Preflight;
  }

  private _run<T>(request: JobRequest): IJob<T> {
    return new Job(async (signal, report) => {
      const { readEvents } = await import('./read-events');
      const response = await this._start(request, signal).catch((cause: unknown) => {
        throw signal.aborted ? cancelled() : silentServer(cause);
      });
      return (await readEvents(response, report).catch((error: unknown) => {
        throw signal.aborted ? cancelled() : error;
      })) as T;
    });
  }
}

function sourceOf(options: SourceOptions): { source: string; withOutputs: boolean; leaveOut: string[] } {
  return { source: options.source, withOutputs: options.withOutputs, leaveOut: [...options.leaveOut] };
}

function silentServer(cause: unknown): AtriumError {
  return new AtriumError({
    code: 'unreachable',
    message: 'Your server does not answer. Check your connection, then try again.',
    status: 0,
    cause
  });
}

function cancelled(): DOMException {
  return new DOMException('The job was cancelled.', 'AbortError');
}
