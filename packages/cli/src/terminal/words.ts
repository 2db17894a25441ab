// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TransferProgress } from '@jupyter-atrium/client';

const NUMBERS = new Intl.NumberFormat('en-GB');

/** Writes a number of bytes as people read it: `12.4 MB`. */
export function sizeWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const amount = bytes / 1000 ** power;
  return `${power === 0 || amount >= 100 ? NUMBERS.format(Math.round(amount)) : amount.toFixed(1)} ${units[power] ?? ''}`;
}

/** Writes a number and its noun: `1 file`, `9 files`. */
export function countWords(count: number, noun: string): string {
  return `${NUMBERS.format(count)} ${noun}${count === 1 ? '' : 's'}`;
}

const VERBS: Readonly<Record<NonNullable<TransferProgress['phase']>, string>> = {
  scan: 'Looking at',
  read: 'Reading',
  send: 'Sending',
  fetch: 'Fetching',
  verify: 'Checking',
  write: 'Writing',
  index: 'Indexing'
};

/** Writes how far a transfer is in one line. */
export function progressWords({ phase = 'scan', done = 0, total = 0, held = 0, files }: TransferProgress): string {
  const count = files ? `${NUMBERS.format(files[0])} of ${countWords(files[1], 'file')}, ` : '';
  const here = held > 0 ? ` (${sizeWords(held)} were there already)` : '';
  return `${VERBS[phase]} ${count}${sizeWords(done)} of ${sizeWords(total)}${here}`;
}

/** Writes how long is waited before the next try. */
export function waitingWords(ms: number): string {
  return `Connection lost. Trying again in ${Math.ceil(ms / 1000)} s.`;
}
