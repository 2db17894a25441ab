// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  type LogEntry,
  makeSigner,
  newSeed,
  parseBundle,
  parseCheckpoint,
  readEntry,
  recoveryName,
  type Signer,
  TILE_WIDTH,
  bundlePath,
  widthAt
} from '../src/log/format/index';
import { turnOn } from '../src/log/generations';
import { type ILogSource, type LogReport, verifyLog } from '../src/log/verify/index';
import type { TestService } from './service';

const FED = '/services/atrium/fed/1/';
const HUB = 'hub-a.example/services/atrium';

/** What the static tree answered. */
export type Fetched = { status: number; headers: Readonly<Record<string, unknown>>; bytes: Buffer };

/** Turns the network on; answers the recovery key, which its operator has printed. */
export async function joinNetwork({ service }: TestService, seed = newSeed()): Promise<Signer> {
  const recovery = makeSigner(recoveryName(HUB), seed);
  await service.context.change(stores => turnOn(service.context, stores, recovery.vkey));
  await service.context.hubLog.publish();
  return recovery;
}

/** Asks for a file of the tree, as another hub does. */
export async function fetchTree(
  { service }: Pick<TestService, 'service'>,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method: 'GET' | 'HEAD' | 'POST' = 'GET'
): Promise<Fetched> {
  const response = await service.app.inject({ method, url: `${FED}${path}`, headers });
  return { status: response.statusCode, headers: response.headers, bytes: response.rawPayload };
}

/** Asks for a blob. */
export function fetchBlob(test: Pick<TestService, 'service'>, digest: string): Promise<Fetched> {
  return fetchTree(test, `blobs/${digest.replace(':', '/')}`);
}

/** Reads all entries as they are published. */
export async function publishedEntries(test: Pick<TestService, 'service'>, generation = 1): Promise<LogEntry[]> {
  await test.service.context.hubLog.publish();
  const checkpoint = await fetchTree(test, `log/${generation}/checkpoint`);
  const { size } = parseCheckpoint(checkpoint.bytes);
  const entries: LogEntry[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index++) {
    const width = widthAt(index, size);
    const bundle = await fetchTree(test, `log/${generation}/${bundlePath(index, width)}`);
    for (const bytes of parseBundle(bundle.bytes, width)) {
      const reading = readEntry(bytes);
      if (reading.kind !== 'entry') {
        throw new Error(`An entry was ${reading.kind}.`);
      }
      entries.push(reading.entry);
    }
  }
  return entries;
}

/** What entries say, without times and digests. */
export function linesOf(entries: readonly LogEntry[]): string[] {
  return entries.map(entry => {
    const { t, v, scope, cat } = entry as LogEntry & { v?: string; scope?: string; cat?: string };
    return [t, v, scope, cat].filter(Boolean).join(' ');
  });
}

/** Checks the whole log as it is served. */
export async function verifyServed(test: Pick<TestService, 'service'>): Promise<LogReport> {
  await test.service.context.hubLog.publish();
  return verifyLog(sourceOf(test), null);
}

/** Reads the served tree, as `verifyLog` does. */
export function sourceOf(test: Pick<TestService, 'service'>): ILogSource {
  return {
    hasBlobs: true,
    read: async path => {
      const { status, bytes } = await fetchTree(test, path);
      return status === 200 ? bytes : null;
    }
  };
}
