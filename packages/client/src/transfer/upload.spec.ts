// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent } from '@jupyter-atrium/api';
import { FakeService, aFile, codec, noise, problem } from '../../test/fake-service';
import type { TransferProgress } from './job-reporter';
import type { IUploadOptions } from './upload';
import { digestOfFiles, upload } from './upload';
import type { UploadFile } from './upload-plan';

type Setting = { service: FakeService; progress: TransferProgress[]; waits: number[]; options: IUploadOptions };

function setting(): Setting {
  const service = new FakeService();
  const progress: TransferProgress[] = [];
  const waits: number[] = [];
  const options: IUploadOptions = {
    client: service,
    ticket: 'ticket',
    codec,
    base: null,
    sleep: async () => undefined,
    onWait: ms => waits.push(ms),
    onProgress: each => progress.push(each)
  };
  return { service, progress, waits, options };
}

const threeFiles = (): Promise<UploadFile[]> =>
  Promise.all([
    aFile('a.bin', noise(3_000_000, 1)),
    aFile('b.txt', new TextEncoder().encode('text '.repeat(50_000))),
    aFile('empty', new Uint8Array())
  ]);

describe('upload', () => {
  it('seals exactly the files given', async () => {
    const { service, options } = setting();
    const files = await threeFiles();
    const sealed = await upload(files, options);
    expect(sealed).toMatchObject({ files: 3, bytes: 3_250_000, filesDigest: await digestOfFiles(files, codec) });
    expect(service.calls).toEqual(['haveChunks', 'sendChunks', 'sealDraft']);
  });

  it('sends nothing that the service holds', async () => {
    const { service, options, progress } = setting();
    const files = await threeFiles();
    await upload(files, options);
    const before = service.received;
    await upload(files, options);
    expect(service.received).toBe(before);
    expect(progress.at(-2)).toMatchObject({ phase: 'send', done: 3_250_000, held: 3_250_000 });
  });

  it('sends the same bytes once', async () => {
    const { service, options } = setting();
    const bytes = noise(400_000);
    const files = await Promise.all([aFile('a', bytes), aFile('b', bytes)]);
    expect((await upload(files, options)).bytes).toBe(800_000);
    expect(service.received).toBe(files[0]?.chunks.length);
  });

  it('goes on where an interrupted upload stopped', async () => {
    const { service, options } = setting();
    const files = [await aFile('big', noise(24_000_000))];
    service.failures.set('sendChunks', [undefined, undefined, problem('ticket-ended')]);
    await expect(upload(files, options)).rejects.toMatchObject({ code: 'ticket-ended' });
    const kept = service.received;
    expect(kept).toBeGreaterThan(0);
    await upload(files, options);
    expect(service.received).toBe(files[0]?.chunks.length);
  });

  it('keeps no more calls under way than allowed', async () => {
    const { service, options } = setting();
    await upload([await aFile('big', noise(24_000_000))], options);
    expect(service.mostAtOnce).toBe(4);
  });

  it('waits as long as the service asks, and says so', async () => {
    const { service, options, waits } = setting();
    service.failures.set('sendChunks', [problem('service-busy', 7000), problem('unreachable')]);
    await upload(await threeFiles(), options);
    expect(waits).toEqual([7000, 2000]);
  });

  it('gives up when the service stays away', async () => {
    const { service, options } = setting();
    service.failures.set('haveChunks', Array<ReturnType<typeof problem>>(20).fill(problem('unreachable')));
    await expect(upload(await threeFiles(), options)).rejects.toMatchObject({ code: 'unreachable' });
  });

  it('does not try again what is refused', async () => {
    const { service, options } = setting();
    service.failures.set('sendChunks', [problem('quota-exceeded')]);
    await expect(upload(await threeFiles(), options)).rejects.toMatchObject({ code: 'quota-exceeded' });
    expect(service.calls).not.toContain('sealDraft');
  });

  it('sends again what the service lost before sealing', async () => {
    const { service, options } = setting();
    const files = await threeFiles();
    const sealDraft = service.sealDraft;
    service.sealDraft = async (...call) => {
      service.chunks.clear();
      service.sealDraft = sealDraft;
      return sealDraft(...call);
    };
    expect((await upload(files, options)).files).toBe(3);
  });

  it('stops when a file changed after it was looked at', async () => {
    const { service, options } = setting();
    const file = await aFile('data.csv', noise(100_000));
    const changed = { ...file, read: async (_start: number, length: number) => noise(length, 2) };
    await expect(upload([changed], options)).rejects.toMatchObject({
      code: 'file-changed',
      message: 'data.csv changed while it was read. Nothing was published. Close what writes to it, then try again.'
    });
    expect(service.received).toBe(0);
  });

  it('reads once more when a write was just under way', async () => {
    const { options } = setting();
    const file = await aFile('data.csv', noise(100_000));
    let reads = 0;
    const torn = {
      ...file,
      read: async (start: number, length: number) => (reads++ === 0 ? noise(length, 2) : file.read(start, length))
    };
    expect((await upload([torn], options)).files).toBe(1);
  });

  it('names an update by its changes alone', async () => {
    const { service, options } = setting();
    const old = { 'kept.bin': noise(200_000, 1), 'gone.bin': noise(1000, 2), 'edited.bin': noise(1000, 3) };
    const release = await service.offer(old);
    const files = await Promise.all([
      aFile('edited.bin', noise(1000, 4)),
      aFile('kept.bin', old['kept.bin']),
      aFile('moved.bin', old['gone.bin'])
    ]);
    await upload(files, { ...options, base: { manifest: release.manifest, files: release.files, isHeld: true } });
    const [table] = service.tables;
    expect(table).toMatchObject({ base: release.manifest, remove: ['gone.bin'] });
    expect(table?.put.map(({ path, chunks }) => [path, chunks?.length])).toEqual([
      ['edited.bin', 1],
      ['moved.bin', undefined]
    ]);
    expect(service.received).toBe(1);
  });

  it('cuts a table that is too long for one call', async () => {
    const { service, options } = setting();
    const bytes = noise(10);
    const cut = await aFile('x', bytes);
    const files = Array.from({ length: 9000 }, (_, i) => ({
      ...cut,
      path: `${String(i).padStart(5, '0')}${'/folder-name'.repeat(70)}`
    }));
    expect((await upload(files, options)).files).toBe(9000);
    expect(service.calls.slice(2)).toEqual(['putFiles', 'sealDraft']);
    const sizes = service.tables.map(table => JSON.stringify(table).length);
    expect(Math.max(...sizes)).toBeLessThan(8 * 1024 * 1024);
  });

  it('asks again until a long verification ends', async () => {
    const { service, options, progress } = setting();
    service.sealingPolls = 2;
    await upload(await threeFiles(), options);
    expect(service.calls.filter(call => call === 'sealDraft')).toHaveLength(3);
    expect(progress.at(-1)).toMatchObject({ phase: 'verify', done: 2, total: 2 });
  });

  it('tells how far it is, up to every byte and file', async () => {
    const { options, progress } = setting();
    await upload(await threeFiles(), options);
    const sent = progress.filter(each => each.phase === 'send');
    expect(sent[0]).toMatchObject({ done: 0, total: 3_250_000 } satisfies Partial<JobEvent>);
    expect(sent.at(-1)).toMatchObject({ done: 3_250_000, files: [3, 3] });
    const done = sent.map(each => each.done ?? 0);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });

  it('stops at once when it is cancelled', async () => {
    const { service, options } = setting();
    const cancel = new AbortController();
    const onProgress = (each: TransferProgress): void => {
      if ((each.done ?? 0) > 0) {
        cancel.abort(new Error('Cancelled.'));
      }
    };
    const cancelled = upload([await aFile('big', noise(24_000_000))], {
      ...options,
      signal: cancel.signal,
      onProgress
    });
    await expect(cancelled).rejects.toThrow('Cancelled.');
    expect(service.calls).not.toContain('sealDraft');
  });

  it('sends raw chunks where nothing can compress', async () => {
    const { service, options } = setting();
    const files = await threeFiles();
    await upload(files, { ...options, codec: { ...codec, compress: undefined } });
    expect(service.chunks.size).toBe(new Set(files.flatMap(file => file.chunks.map(([hash]) => hash))).size);
  });
});
