// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Card, FileEntry } from '@jupyter-atrium/api';
import { writeManifest } from '@jupyter-atrium/api';
import { aCard } from '@jupyter-atrium/api/testing';
import { newId, systemClock } from '../src/clock';
import type { Files } from './publish';
import {
  bundlePath,
  CompactRange,
  type Descriptor,
  hubIdOf,
  leafHash,
  type LogEntry,
  logOrigin,
  makeSigner,
  newSeed,
  recoveryName,
  type Signer,
  signCheckpoint,
  TILE_WIDTH,
  vkeyDigest,
  widthAt,
  writeBundle,
  writeEntry,
  writeNetworkCard
} from '../src/log/format';

export const digestOf = (bytes: Uint8Array | string): string => `sha256:${hash('sha256', bytes)}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A hub that publishes a log on 127.0.0.2: well behaved unless a spec makes it otherwise. */
export class Leader {
  readonly entries: Uint8Array[] = [];
  readonly blobs = new Map<string, Uint8Array>();
  readonly files = new Map<string, Uint8Array>();
  /** Paths asked for below the federation root, in order. */
  readonly asked: string[] = [];
  readonly recovery: Signer;
  signers: Signer[];
  generation = 1;
  rotations: number[] = [];
  /** Answers in the place of the leader; true: it did. */
  evil: Answer = () => false;
  /** Entries that the checkpoint says; those there are if null. */
  signedSize: number | null = null;
  etag = 0;
  private readonly _server: Server;

  private constructor(server: Server) {
    this._server = server;
    this.signers = [makeSigner(logOrigin(this.id, 1), newSeed())];
    this.recovery = makeSigner(recoveryName(this.id), newSeed());
    server.on('request', (request, response) => this._answer(request, response));
    this.describe();
  }

  static async start(host = '127.0.0.2'): Promise<Leader> {
    const server = createServer();
    await new Promise<void>(done => server.listen(0, host, done));
    return new Leader(server);
  }

  get port(): number {
    return (this._server.address() as AddressInfo).port;
  }

  get address(): string {
    return `http://${(this._server.address() as AddressInfo).address}:${this.port}/services/atrium/`;
  }

  get id(): string {
    return hubIdOf(this.address);
  }

  get origin(): string {
    return logOrigin(this.id, this.generation);
  }

  get descriptor(): Descriptor {
    return {
      protocol: 'atrium/1',
      id: this.id,
      name: 'Coast Hub',
      operator: 'Example University',
      logs: [
        {
          origin: this.origin,
          scope: 'network',
          generation: this.generation,
          rotations: this.rotations,
          base: [`${this.address}fed/1/log/${this.generation}/`],
          vkeys: this.signers.map(({ vkey }) => vkey.text)
        }
      ],
      blobs: [`${this.address}fed/1/blobs/{alg}/{hex}`],
      recovery: vkeyDigest(this.recovery.vkey),
      capabilities: ['cards', 'offers']
    };
  }

  /** Logs the descriptor. */
  describe(): void {
    this.append({ t: 'hub', ts: 1, d: this.put(JSON.stringify(this.descriptor)) });
  }

  put(bytes: Uint8Array | string): string {
    const digest = digestOf(bytes);
    this.blobs.set(digest, Buffer.from(bytes));
    return digest;
  }

  append(entry: LogEntry | Uint8Array): void {
    this.entries.push(entry instanceof Uint8Array ? entry : writeEntry(entry));
    this.etag += 1;
  }

  /** Publishes a release. */
  publish({ work = newId(systemClock), label = '1.0.0', files = {}, card = {}, ...more }: Leader.IRelease = {}): {
    work: string;
    manifest: string;
    card: string;
  } {
    const url = `${this.address}works/${work}`;
    const entries = Object.entries(files).map(([path, text]): FileEntry => {
      const bytes = Buffer.from(text);
      return { path, digest: this.put(bytes), size: bytes.length, mediaType: 'text/plain' };
    });
    const createdAt = '2026-11-22T00:00:00.000Z';
    const crate = JSON.stringify({ '@graph': [] });
    const manifest = this.put(
      writeManifest(
        {
          work: more.manifestWork ?? url,
          label,
          licence: 'CC-BY-4.0',
          createdAt,
          crate: { digest: this.put(crate), size: crate.length }
        },
        entries
      )
    );
    const bytes = entries.reduce((sum, { size }) => sum + size, 0);
    const salt = Buffer.from(systemClock.random(16)).toString('base64url');
    const facts = { work: url, version: label, manifest, audience: 'network' as const, salt, createdAt, bytes };
    const digest = this.put(
      writeNetworkCard({ ...facts, files: entries.length, ...more.facts }, aCard({ title: 'Tides', ...card }))
    );
    this.append({ t: 'publish', ts: 1_795_000_000, w: work, v: label, m: manifest, c: digest });
    return { work, manifest, card: digest };
  }

  withdraw(work: string, scope: 'retract' | 'erase' | 'legal' | 'malware', label?: string): void {
    const v = label === undefined ? {} : { v: label };
    this.append({ t: 'withdraw', ts: 1_795_000_100, w: work, scope, cat: 'author', ...v });
  }

  /** The checkpoint of the first entries. */
  checkpoint(size = this.signedSize ?? this.entries.length, signers: readonly Signer[] = this.signers): Uint8Array {
    const range = new CompactRange();
    this.entries.slice(0, size).forEach(entry => range.append(leafHash(entry)));
    return signCheckpoint({ origin: this.origin, size, root: range.root() }, signers);
  }

  /** Begins a log anew under another key. */
  renew(generation: number): Signer {
    const [old] = this.signers;
    this.generation = generation;
    this.rotations = [];
    this.entries.splice(0);
    this.signers = [makeSigner(this.origin, newSeed())];
    this.describe();
    return old as Signer;
  }

  stop(): Promise<void> {
    this._server.closeAllConnections();
    return new Promise(done => this._server.close(() => done()));
  }

  private _answer(request: IncomingMessage, response: ServerResponse): void {
    const path = (request.url ?? '').replace('/services/atrium/fed/1/', '');
    this.asked.push(path);
    if (this.evil(request, response)) {
      return;
    }
    const found = this._find(path);
    if (!found) {
      response.writeHead(404).end();
      return;
    }
    const etag = `"${this.generation}-${this.etag}-${this.signedSize ?? ''}"`;
    if (path.endsWith('/checkpoint') && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    const range = from > 0 ? { 'content-range': `bytes ${from}-${found.bytes.length - 1}/${found.bytes.length}` } : {};
    const body = found.bytes.subarray(from);
    const headers = { 'content-type': found.type, 'content-length': body.length, etag, ...range };
    response.writeHead(from > 0 ? 206 : 200, headers).end(body);
  }

  private _find(path: string): { bytes: Uint8Array; type: string } | null {
    const extra = this.files.get(path);
    if (extra) {
      return { bytes: extra, type: path.includes('tile/') ? 'application/octet-stream' : 'text/plain' };
    }
    if (path === 'hub.json') {
      return { bytes: Buffer.from(JSON.stringify(this.descriptor)), type: 'application/json' };
    }
    if (path === `log/${this.generation}/checkpoint`) {
      return { bytes: this.checkpoint(), type: 'text/plain; charset=utf-8' };
    }
    const blob = this.blobs.get(path.replace('blobs/sha256/', 'sha256:'));
    return blob ? { bytes: blob, type: 'application/octet-stream' } : (this._bundle(path) ?? this._cards(path));
  }

  private _bundle(path: string): { bytes: Uint8Array; type: string } | null {
    const size = this.signedSize ?? this.entries.length;
    for (let index = 0; index * TILE_WIDTH < size; index++) {
      const width = widthAt(index, size);
      if (path === `log/${this.generation}/${bundlePath(index, width)}`) {
        const entries = this.entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + width);
        return { bytes: writeBundle(entries), type: 'application/octet-stream' };
      }
    }
    return null;
  }

  private _cards(path: string): { bytes: Uint8Array; type: string } | null {
    const name = new RegExp(`^cards/${this.generation}/(\\d{3})\\.ndjson\\.gz$`).exec(path)?.[1];
    if (name === undefined) {
      return null;
    }
    const index = Number(name);
    const entries = this.entries.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH);
    const lines = entries.flatMap(entry => {
      const { c } = JSON.parse(Buffer.from(entry).toString()) as { c?: string };
      const card = c === undefined ? undefined : this.blobs.get(c);
      return card ? [Buffer.concat([card, Buffer.from('\n')])] : [];
    });
    return { bytes: gzipSync(Buffer.concat(lines)), type: 'application/gzip' };
  }
}

export declare namespace Leader {
  interface IRelease {
    work?: string;
    label?: string;
    files?: Files;
    card?: Partial<Card>;
    /** What the card says otherwise. */
    facts?: { work?: string; manifest?: string; version?: string };
    /** The work that the manifest names, if not this one. */
    manifestWork?: string;
  }
}
