// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type { AppContext } from '../context.ts';
import { sizeWords } from '../size-words.ts';
import { readBackupNote } from '../backup-note.ts';
import { type Finding, fine } from './finding.ts';
import { checkHub } from './check-hub.ts';
import { hostFinding } from './check-hosts.ts';
import type { Counts } from './store.ts';

const DAY_MS = 24 * 3_600_000;
const OLD_BACKUP_DAYS = 7;
const SLOW_WRITE_MS = 100;
const MANY_PENDING = 100;
const MANY_DRAFTS = 200;

/** What the checks look at. */
export type HealthPorts = Pick<
  AppContext,
  'config' | 'clock' | 'content' | 'counts' | 'hub' | 'hubLog' | 'identity' | 'records' | 'search' | 'change' | 'key'
>;

/** Looks at everything an operator has to know. */
export async function checkHealth(ports: HealthPorts): Promise<Finding[]> {
  const counts = await ports.counts.counts();
  return [
    backupFinding(ports),
    await diskFinding(ports),
    await databaseFinding(ports),
    contentFinding(counts),
    searchFinding(counts, ports.search.applied()),
    draftsFinding(counts),
    ...networkFinding(ports),
    ...(await checkHub(ports)),
    ...hostFinding(ports.config)
  ];
}

function backupFinding({ config, clock }: HealthPorts): Finding {
  const note = readBackupNote(config.data);
  const advice = 'Run atrium backup, or set a schedule for it.';
  if (!note) {
    return { name: 'Backup', level: 'warning', value: 'None yet', advice, clause: 'there is no backup yet' };
  }
  const days = Math.floor((clock.now() - note.at) / DAY_MS);
  const age = days < 1 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
  const value = `${age.charAt(0).toUpperCase()}${age.slice(1)}, ${sizeWords(note.bytes)}`;
  return days <= OLD_BACKUP_DAYS
    ? fine('Backup', value)
    : { name: 'Backup', level: 'warning', value, advice, clause: `the last backup is ${days} days old` };
}

async function diskFinding({ content }: HealthPorts): Promise<Finding> {
  const { free, total } = await content.disk.space();
  const least = Math.max(LIMITS.freeDiskBytes, total * LIMITS.freeDiskShare);
  const value = `${sizeWords(total - free)} of ${sizeWords(total)} used`;
  const advice = `Below ${sizeWords(least)} free, nothing can be published.`;
  if (free < least) {
    return { name: 'Disk', level: 'stop', value, advice: `${advice} Make room.`, clause: 'the disk is full' };
  }
  return free < 2 * least
    ? { name: 'Disk', level: 'warning', value, advice: `${advice} Make room soon.`, clause: 'the disk is nearly full' }
    : fine('Disk', value, advice);
}

/** Writes a row that is swept, to see how long it takes until it is durable. */
async function databaseFinding({ records, change, clock }: HealthPorts): Promise<Finding> {
  const engine = records.engine === 'sqlite' ? 'SQLite' : 'PostgreSQL';
  const start = performance.now();
  try {
    const nonce = `probe-${Buffer.from(clock.random(12)).toString('base64url')}`;
    await change(stores => stores.sessions.spend(nonce, clock.now() + 1));
  } catch {
    const advice = 'Look into the log of the service.';
    return {
      name: 'Database',
      level: 'stop',
      value: `${engine} takes no writes`,
      advice,
      clause: 'the database takes no writes'
    };
  }
  const ms = performance.now() - start;
  const value = `${engine}, writes in ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
  return ms < SLOW_WRITE_MS
    ? fine('Database', value)
    : {
        name: 'Database',
        level: 'warning',
        value,
        advice: 'Its folder must be on a local disk, not on a network.',
        clause: 'the database is slow'
      };
}

function contentFinding({ packBytes, packs, lostChunks }: Counts): Finding {
  const value = `${sizeWords(packBytes)} in ${packs.toLocaleString('en')} packs`;
  return lostChunks === 0
    ? fine('Content', value)
    : {
        name: 'Content',
        level: 'stop',
        value: `${value}, ${lostChunks.toLocaleString('en')} pieces lost`,
        advice: 'Restore a backup, or let people publish again what cannot be opened.',
        clause: 'some stored content is broken'
      };
}

function searchFinding({ lastChange, works }: Counts, applied: number): Finding {
  const pending = Math.max(0, lastChange - applied);
  const name = 'Search';
  const of = `${works.toLocaleString('en')} ${works === 1 ? 'work' : 'works'}`;
  return pending < MANY_PENDING
    ? fine(name, pending === 0 ? `${of}, in step` : `${of}, ${pending} changes to come`)
    : {
        name,
        level: 'warning',
        value: `${of}, ${pending.toLocaleString('en')} changes behind`,
        advice: 'It catches up by itself. If it does not, look into the log.',
        clause: 'search is behind'
      };
}

function draftsFinding({ openDrafts, sealedDrafts }: Counts): Finding {
  const value = `${openDrafts.toLocaleString('en')} open, ${sealedDrafts.toLocaleString('en')} sealed`;
  return openDrafts < MANY_DRAFTS
    ? fine('Drafts', value)
    : {
        name: 'Drafts',
        level: 'warning',
        value,
        advice: 'They end a day after their last use.',
        clause: 'many drafts are open'
      };
}

/** Nothing is said while the network is off: it is a choice. */
function networkFinding({ hubLog }: HealthPorts): Finding[] {
  const { status } = hubLog;
  switch (status.kind) {
    case 'off':
      return [];
    case 'well':
      return [fine('Network', `${status.size.toLocaleString('en')} lines signed`)];
    case 'stopped':
      return [
        {
          name: 'Network',
          level: 'stop',
          value: 'Nothing is signed',
          advice: status.why,
          clause: 'nothing is signed for the network'
        }
      ];
  }
}
