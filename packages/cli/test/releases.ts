// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import type { FileTable, OpenedCopy } from '@jupyter-atrium/api';
import { ENCODING, FRAMES_MEDIA_TYPE, filesDigestText, frameHeader } from '@jupyter-atrium/api';
import type { World } from '../src/command';
import { HUB } from './world';

export type Files = Readonly<Record<string, string | Uint8Array>>;

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The id of the work that `releasesOf` serves. */
export const WORK = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';

/** A hub with one work, whose releases are set by specs: each label has its files, the last one is the newest. */
export class Releases {
  /** Paths of calls, without the version. */
  readonly calls: string[] = [];
  /** Bare hashes of chunks that were fetched. */
  readonly fetched: string[] = [];
  private readonly _releases = new Map<string, Files>();

  /** Publishes a release. */
  publish(label: string, files: Files): this {
    this._releases.set(label, files);
    return this;
  }

  /** What the service answers to `openCopy`. */
  opened(label: string = [...this._releases.keys()].at(-1) ?? ''): OpenedCopy {
    const files = this._releases.get(label) ?? {};
    return {
      ticket: label,
      expiresAt: '2030-01-01T00:00:00.000Z',
      work: WORK,
      url: `${HUB}works/${WORK}`,
      home: { hub: 'hub-a.example', key: '' },
      via: HUB,
      title: 'Ice',
      label,
      manifest: manifestOf(label),
      files: Object.keys(files).length,
      bytes: 0
    };
  }

  /** Answers calls without a network. */
  readonly fetch: NonNullable<World['fetch']> = async (address, init) => {
    init.signal?.throwIfAborted();
    const path = new URL(address).pathname.replace(/.*\/api\/v1/, '');
    this.calls.push(path);
    if (path.endsWith('/copies')) {
      const { label } = JSON.parse(init.body as string) as { label: string | null };
      return Response.json(this.opened(label ?? undefined));
    }
    const headers = new Headers(init.headers);
    const label = [...headers.values()].join(' ').match(/\b\d+\.\d+\.\d+\b/)?.[0] ?? '';
    const files = this._releases.get(label) ?? {};
    return path === '/transfer/files'
      ? Response.json(tableOf(label, files))
      : this._chunks(files, init.body as Uint8Array);
  };

  private _chunks(files: Files, body: Uint8Array): Response {
    const bytes = new Map(Object.values(files).map(content => [sha256(content), Buffer.from(content)]));
    const parts: Uint8Array[] = [];
    for (let at = 0; at < body.length; at += 32) {
      const hash = body.subarray(at, at + 32);
      const name = Buffer.from(hash).toString('hex');
      const payload = bytes.get(name) ?? Buffer.alloc(0);
      this.fetched.push(name);
      parts.push(frameHeader({ encoding: ENCODING.raw, hash, payload }), payload);
    }
    return new Response(Buffer.concat(parts), { headers: { 'content-type': FRAMES_MEDIA_TYPE } });
  }
}

function manifestOf(label: string): string {
  return `sha256:${sha256(label)}`;
}

function tableOf(label: string, files: Files): FileTable {
  const entries = Object.entries(files).map(([path, content]): FileTable['files'][number] => {
    const bytes = Buffer.from(content);
    const hash = sha256(bytes);
    const chunks: [string, number][] = bytes.length === 0 ? [] : [[hash, bytes.length]];
    return { path, digest: `sha256:${hash}`, size: bytes.length, mediaType: 'application/octet-stream', chunks };
  });
  const filesDigest = `sha256:${sha256(filesDigestText(entries))}`;
  return { manifest: manifestOf(label), filesDigest, entry: null, files: entries };
}
