// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogReport } from '@jupyter-atrium/hub-service/verify';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { faultOf } from '../fault.ts';
import { problem } from '../files/disk-error.ts';
import { nodeFetch } from '../node-fetch.ts';
import { countWords } from '../terminal/words.ts';
import { findSource } from './sources.ts';

/** How a log is to be verified. */
export type VerifyOptions = { place: string; fingerprint: string | null; isJson: boolean };

/** No file of a log is longer. */
const MOST_BYTES = 8 * 1024 * 1024;

/** Checks a hub's whole log and says what was found. */
export async function verify({ place, fingerprint, isJson }: VerifyOptions, world: World): Promise<number> {
  const report = await check({ place, fingerprint, isJson }, world);
  (isJson ? [JSON.stringify(report)] : linesOf(report)).forEach(world.print);
  return report.faults.length === 0 ? EXIT.ok : EXIT.error;
}

async function check({ place, fingerprint }: VerifyOptions, world: World): Promise<LogReport> {
  const fetch = world.fetch ?? nodeFetch(undefined, MOST_BYTES);
  const { verifyLog } = await import('@jupyter-atrium/hub-service/verify');
  try {
    const { source, address } = await findSource(place, world.folder, fetch);
    const report = await verifyLog(source, fingerprint);
    return withAddress(report, address, fingerprint);
  } catch (error) {
    throw problem('job-failed', faultOf(error));
  }
}

/** A log may be read from anywhere, but then somebody has to say whose it must be. */
function withAddress(report: LogReport, address: string | null, fingerprint: string | null): LogReport {
  const isOwn = address === null || address.replace(/^https?:\/\//, '').replace(/\/$/, '') === report.hub;
  if (isOwn || fingerprint !== null) {
    return report;
  }
  const what = `This is the log of ${report.hub}, served at another address. Name the fingerprint of its key: --fingerprint.`;
  return { ...report, faults: [...report.faults, { where: 'address', what }] };
}

function linesOf(report: LogReport): string[] {
  const { name, hub, generation, fingerprint, size, works, releases, cards, rotations, faults, notes } = report;
  const counts = [
    size === 1 ? '1 entry' : `${size.toLocaleString('en')} entries`,
    countWords(works, 'work'),
    countWords(releases, 'release'),
    countWords(cards, 'card'),
    countWords(rotations, 'key change')
  ];
  const verdict =
    faults.length === 0
      ? 'Everything is as it was signed.'
      : `${countWords(faults.length, 'fault')}. Do not follow this hub before its operator has explained them.`;
  return [
    `${name} (${hub}), generation ${generation}`,
    `Key:     ${fingerprint}`,
    `Holds:   ${counts.join(', ')}`,
    ...faults.map(({ where, what }) => `Wrong:   ${where}: ${what}`),
    ...notes.map(note => `Note:    ${note}`),
    verdict
  ];
}
