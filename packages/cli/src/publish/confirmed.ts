// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PublishedAs } from '@jupyter-atrium/api';
import { writeDurably } from '../files/write-durably.ts';

/** Releases that are remembered. */
const KEPT = 500;

type Release = Pick<PublishedAs, 'work' | 'manifest'>;

const pathOf = (cache: string): string => join(cache, 'confirmed.json');
const nameOf = (address: string, { work, manifest }: Release): string =>
  hash('sha256', [address, work, manifest].join('\n')).slice(0, 32);

/**
 * Tells whether a service named this release as a work's newest, to this person on this machine. A record beside the
 * source does not tell: it travels with the folder, and the address of one's own service is the same everywhere.
 *
 * @param address - how the service is reached
 */
export function isConfirmed(cache: string, address: string, release: Release): boolean {
  return read(cache).includes(nameOf(address, release));
}

/** Remembers what a service named. Never throws: losing it costs two calls. */
export function keepConfirmed(cache: string, address: string, release: Release): void {
  const name = nameOf(address, release);
  const names = [name, ...read(cache).filter(each => each !== name)].slice(0, KEPT);
  try {
    writeDurably(pathOf(cache), JSON.stringify(names), 0o600);
  } catch {
    // The next publish asks.
  }
}

function read(cache: string): string[] {
  try {
    const names: unknown = JSON.parse(readFileSync(pathOf(cache), 'utf8'));
    return Array.isArray(names) ? names.filter(name => typeof name === 'string') : [];
  } catch {
    return [];
  }
}
