// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent, JobRequest } from '@jupyter-atrium/api';
import { ReadableStream } from 'node:stream/web';
import { JobWorkspace } from './job-workspace';

const OPTIONS = { source: 'glacier', withOutputs: true, leaveOut: ['raw/'] };

/** A reply that brings its text in the given pieces. */
function aReply(pieces: readonly string[], status = 200): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: controller => {
      pieces.forEach(piece => controller.enqueue(encoder.encode(piece)));
      controller.close();
    }
  });
  return {
    ok: status === 200,
    status,
    body,
    json: async () => JSON.parse(pieces.join('')) as unknown
  } as unknown as Response;
}

function line(event: Partial<JobEvent>): string {
  return `${JSON.stringify({ job: 'j', seq: 0, ...event })}\n`;
}

function aWorkspace(reply: () => Promise<Response>): { workspace: JobWorkspace; requests: JobRequest[] } {
  const requests: JobRequest[] = [];
  const workspace = new JobWorkspace(request => {
    requests.push(request);
    return reply();
  }, reply);
  return { workspace, requests };
}

describe('JobWorkspace', () => {
  it('asks for a job with all it needs', async () => {
    const { workspace, requests } = aWorkspace(async () => aReply([line({ state: 'done', result: {} })]));

    await workspace.send(OPTIONS, 'secret').result;

    expect(requests).toEqual([{ job: 'send', ...OPTIONS, ticket: 'secret' }]);
  });

  it('answers the result of the last event', async () => {
    const copies = [{ folder: 'a' }];
    const { workspace } = aWorkspace(async () => aReply([line({ state: 'done', result: { copies } })]));

    expect(await workspace.copies()).toEqual(copies);
  });

  it('reports events in order, wherever the pieces are cut', async () => {
    const text = line({ state: 'running', phase: 'scan' }) + line({ state: 'running', phase: 'read' });
    const reply = [text.slice(0, 7), text.slice(7, 60), text.slice(60), line({ state: 'done', result: 1 })];
    const { workspace } = aWorkspace(async () => aReply(reply));
    const job = workspace.scan(OPTIONS);
    const phases: (string | undefined)[] = [];
    job.changed.connect(() => phases.push(job.event?.phase));

    await job.result;

    expect(phases).toEqual(['scan', 'read', undefined]);
  });

  it('fails with the problem of the job', async () => {
    const problem = { code: 'no-space' as const, message: 'Your disk is full.' };
    const { workspace } = aWorkspace(async () => aReply([line({ state: 'failed', problem })]));

    await expect(workspace.scan(OPTIONS).result).rejects.toMatchObject(problem);
  });

  it('fails when the job ends without a word', async () => {
    const { workspace } = aWorkspace(async () => aReply([line({ state: 'running' }), '{"exit":1}\n']));

    await expect(workspace.scan(OPTIONS).result).rejects.toMatchObject({ code: 'job-failed' });
  });

  it('says that the server lacks the extension', async () => {
    const { workspace } = aWorkspace(async () => aReply(['{}'], 404));

    await expect(workspace.copies()).rejects.toMatchObject({ code: 'not-set-up' });
  });

  it('says that the server does not answer', async () => {
    const { workspace } = aWorkspace(() => Promise.reject(new TypeError('Failed to fetch')));

    await expect(workspace.copies()).rejects.toMatchObject({ code: 'unreachable', status: 0 });
  });

  it('ends with an AbortError when it is cancelled', async () => {
    const workspace = new JobWorkspace(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new TypeError('Failed')));
          job.cancel();
        }),
      () => Promise.reject(new TypeError('Failed'))
    );

    const job = workspace.scan(OPTIONS);

    await expect(job.result).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('asks what there is to run a work with', async () => {
    const asked = jest.fn(async () => aReply(['{"kernel":null,"installed":null,"freeBytes":5}']));
    const workspace = new JobWorkspace(() => Promise.reject(new TypeError('Failed')), asked);

    expect(await workspace.preflight(null, 'python')).toEqual({ kernel: null, installed: null, freeBytes: 5 });
    expect(asked).toHaveBeenCalledWith({ kernel: '', language: 'python' });
  });

  it('tells a server without the extension from one that is off', async () => {
    const without = aWorkspace(async () => aReply(['{}'], 404)).workspace.preflight('x', null);
    const off = aWorkspace(() => Promise.reject(new TypeError('Failed'))).workspace.preflight('x', null);

    await expect(without).rejects.toMatchObject({ code: 'not-set-up' });
    await expect(off).rejects.toMatchObject({ code: 'unreachable' });
  });
});
