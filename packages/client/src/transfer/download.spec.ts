// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { FileTable } from '@jupyter-atrium/api';
import { FakeService, codec, noise, problem } from '../../test/fake-service';
import type { IDownloadOptions, IDownloadTarget } from './download';
import { download } from './download';
import type { TransferProgress } from './job-reporter';

/** Jest compares long arrays byte by byte, slowly. */
const digests = (files: Iterable<[string, Uint8Array]>): Record<string, string> =>
  Object.fromEntries([...files].map(([path, bytes]) => [path, createHash('sha256').update(bytes).digest('hex')]));

class MemoryTarget implements IDownloadTarget {
  readonly files = new Map<string, Uint8Array>();
  readonly order: string[] = [];
  readonly dropped: string[] = [];
  table: FileTable | null = null;

  async prepare(table: FileTable): Promise<void> {
    this.table = table;
  }

  async has({ path }: { path: string }): Promise<boolean> {
    return this.files.has(path);
  }

  async begin({ path }: { path: string }): ReturnType<IDownloadTarget['begin']> {
    const parts: Uint8Array[] = [];
    this.order.push(path);
    return {
      write: async bytes => void parts.push(new Uint8Array(bytes)),
      end: async () => void this.files.set(path, new Uint8Array(Buffer.concat(parts))),
      drop: async () => void this.dropped.push(path)
    };
  }
}

type Setting = { service: FakeService; target: MemoryTarget; progress: TransferProgress[]; options: IDownloadOptions };

function setting(): Setting {
  const service = new FakeService();
  const target = new MemoryTarget();
  const progress: TransferProgress[] = [];
  const options: IDownloadOptions = {
    client: service,
    ticket: 'ticket',
    manifest: `sha256:${'b'.repeat(64)}`,
    codec,
    target,
    sleep: async () => undefined,
    onWait: () => undefined,
    onProgress: each => progress.push(each)
  };
  return { service, target, progress, options };
}

const course = {
  'a/first.csv': noise(500_000, 1),
  'b/lab.ipynb': noise(9_000, 2),
  'b/near.csv': noise(70_000, 3),
  'c/empty': new Uint8Array(),
  'z.bin': noise(20_000_000, 4)
};

describe('download', () => {
  it('writes every file as it was published', async () => {
    const { service, target, options } = setting();
    await service.offer(course);
    await download(options);
    expect(digests(target.files)).toEqual(digests(Object.entries(course)));
  });

  it('brings the file to open first, then its folder', async () => {
    const { service, target, options } = setting();
    await service.offer(course, 'b/lab.ipynb');
    await download(options);
    expect(target.order.filter(path => path !== 'c/empty')).toEqual([
      'b/lab.ipynb',
      'b/near.csv',
      'a/first.csv',
      'z.bin'
    ]);
  });

  it('leaves alone what an interrupted try wrote', async () => {
    const { service, target, options } = setting();
    await service.offer(course);
    target.files.set('z.bin', course['z.bin']);
    await download(options);
    expect(target.order).not.toContain('z.bin');
    expect(service.calls.filter(call => call === 'fetchChunks')).toHaveLength(1);
  });

  it('keeps at most three answers under way', async () => {
    const { service, options } = setting();
    await service.offer({ big: noise(40_000_000) });
    await download(options);
    expect(service.mostAtOnce).toBe(3);
  });

  it('asks for the same bytes once in a stretch', async () => {
    const { service, target, options } = setting();
    await service.offer({ a: course['a/first.csv'], b: course['a/first.csv'] });
    const asked = jest.spyOn(service, 'fetchChunks');
    await download(options);
    expect(digests(target.files)).toEqual(
      digests(Object.entries({ a: course['a/first.csv'], b: course['a/first.csv'] }))
    );
    const hashes = asked.mock.calls.reduce((sum, [{ body }]) => sum + body.length / 32, 0);
    expect(hashes).toBe(service.chunks.size);
  });

  it('takes from this disk what lies there', async () => {
    const { service, target, options } = setting();
    await service.offer(course);
    const held = new Map(service.chunks);
    const local = { has: (hash: string) => held.has(hash), read: async (hash: string) => held.get(hash) ?? null };
    await download({ ...options, findLocal: () => local });
    expect(service.calls).not.toContain('fetchChunks');
    expect(digests(target.files)).toEqual(digests(Object.entries(course)));
  });

  it('fetches after all what changed on this disk', async () => {
    const { service, target, options } = setting();
    await service.offer({ a: noise(40_000) });
    await download({ ...options, findLocal: () => ({ has: () => true, read: async () => noise(40_000, 9) }) });
    expect(target.files.get('a')).toEqual(noise(40_000));
  });

  it('writes no file whose bytes are others than published', async () => {
    const { service, target, options } = setting();
    const table = await service.offer({ 'two-chunks': noise(400_000) });
    const [file] = table.files;
    file?.chunks.reverse();
    await expect(download(options)).rejects.toMatchObject({ code: 'bad-content' });
    expect(target.files.size).toBe(0);
    expect(target.dropped).toEqual(['two-chunks']);
  });

  it('tries again when an answer was damaged', async () => {
    const { service, target, options } = setting();
    await service.offer({ a: noise(40_000) });
    const whole = service.fetchChunks;
    service.fetchChunks = async (...call) => {
      service.fetchChunks = whole;
      return (await whole(...call)).slice(0, -1);
    };
    await download({
      ...options,
      client: { getFileTable: service.getFileTable, fetchChunks: (...call) => service.fetchChunks(...call) }
    });
    expect(target.files.get('a')).toEqual(noise(40_000));
  });

  it.each(['../outside', '/etc/passwd', '.bashrc', 'a\\b', 'NUL'])('refuses a table that names %s', async path => {
    const { service, target, options } = setting();
    await service.offer({ [path]: noise(10) });
    await expect(download(options)).rejects.toMatchObject({ code: 'bad-content' });
    expect(target.table).toBeNull();
  });

  it('refuses a table with names that some disks hold equal', async () => {
    const { service, options } = setting();
    await service.offer({ 'Data.csv': noise(10), 'data.csv': noise(11) });
    await expect(download(options)).rejects.toMatchObject({ code: 'bad-content' });
  });

  it('refuses a table of another release', async () => {
    const { service, options } = setting();
    await service.offer(course);
    await expect(download({ ...options, manifest: `sha256:${'c'.repeat(64)}` })).rejects.toMatchObject({
      code: 'bad-content'
    });
  });

  it('stops when the ticket has ended', async () => {
    const { service, options } = setting();
    await service.offer(course);
    service.failures.set('fetchChunks', [undefined, problem('ticket-ended')]);
    await expect(download(options)).rejects.toMatchObject({ code: 'ticket-ended' });
  });

  it('stops when it is cancelled', async () => {
    const { service, target, options } = setting();
    await service.offer(course);
    const cancel = new AbortController();
    const onProgress = (): void => cancel.abort(new Error('Cancelled.'));
    await expect(download({ ...options, signal: cancel.signal, onProgress })).rejects.toThrow('Cancelled.');
    expect(target.files.has('z.bin')).toBe(false);
  });

  it('counts every byte and file', async () => {
    const { service, progress, options } = setting();
    await service.offer(course);
    await download(options);
    expect(progress.at(-1)).toMatchObject({ phase: 'fetch', done: 20_579_000, total: 20_579_000, files: [5, 5] });
  });
});
