// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { logOrigin, LogFormatError, parseVkey, readEntry, type LogEntry, type Vkey } from '../../log/format/index.ts';
import type { IClock } from '../../clock.ts';
import type { Stores } from '../../stores.ts';
import { LogState, namedBy } from '../log-state.ts';
import { isReviewed } from '../policy.ts';
import type { LogRelease, LogWork, PeerRow } from '../store.ts';

/** A verified part of a log that is to be taken over. */
export type Part = {
  peer: PeerRow;
  /** Index of its first entry. */
  from: number;
  entries: readonly Uint8Array[];
  /** It is a whole log that takes the place of the one before. */
  isWhole: boolean;
};

/** What taking it over came to. */
export type Taken = {
  vkeys: readonly string[];
  descriptorDigest: string | null;
  isClosed: boolean;
  /** Works whose rows have to be arranged anew. */
  homes: readonly string[];
};

type Ports = { clock: IClock; ownHub: string };

const SLICE = 1000;

/** Takes a part of a log over, in the caller's transaction. */
export async function takeOver(stores: Stores, ports: Ports, part: Part): Promise<Taken> {
  const { peer, from, entries, isWhole } = part;
  const readings = entries.map((bytes, at) => ({ index: from + at, reading: readEntry(bytes) }));
  const parsed = readings.flatMap(({ index, reading }) =>
    reading.kind === 'entry' ? { index, entry: reading.entry } : []
  );
  const malformed = readings.filter(({ reading }) => reading.kind === 'malformed');
  const known = await knownWorks(
    stores,
    peer,
    parsed.map(({ entry }) => entry),
    isWhole
  );
  const { manifests } = namedBy(parsed.map(({ entry }) => entry));
  const buried = await stores.foreign.buried(manifests);
  const isWaiting = isReviewed(peer, ports.clock.now(), await stores.foreign.countApproved(peer.id));
  const state = new LogState({
    works: known.works,
    isBuried: manifest => buried.has(manifest),
    standing: () => (isWaiting ? 'waiting' : 'none')
  });
  const notes = malformed.map(({ index }) => ({ entry: index, words: 'The entry cannot be read.' }));
  for (const { index, entry } of parsed) {
    const words = state.apply(index, entry);
    if (words !== null) {
      notes.push({ entry: index, words });
    }
  }
  keepMissing(state.works, known.before);
  const works = [...new Set([...state.touched, ...known.before.keys()])].flatMap(home => state.works.get(home) ?? []);
  await stores.foreign.save(peer.id, works);
  await buryErased(stores, peer.id, works);
  await takeNews(stores, ports, peer, state.news);
  await stores.peers.note(peer.id, notes);
  return {
    vkeys: keysAfter(peer, state.news.keys),
    descriptorDigest: state.news.descriptor ?? (isWhole ? null : peer.descriptorDigest),
    isClosed: state.news.isClosed,
    homes: works.map(({ home }) => home)
  };
}

/**
 * The works that entries speak of, as they are known.
 *
 * A whole log begins from nothing but tombstones: what it does not name counts as retracted.
 */
async function knownWorks(
  stores: Stores,
  { id: hub }: PeerRow,
  entries: readonly LogEntry[],
  isWhole: boolean
): Promise<{ works: Map<string, LogWork>; before: Map<string, LogWork> }> {
  const { homes } = namedBy(entries);
  const all = isWhole ? [...homes, ...(await allHomes(stores, hub))] : homes;
  const found = await stores.foreign.load(hub, [...new Set(all)]);
  const buried = await stores.foreign.buried(homes.map(home => `${hub}/${home}`));
  for (const home of homes) {
    if (!found.has(home) && buried.has(`${hub}/${home}`)) {
      found.set(home, { home, ...ERASED, standing: 'none', releases: new Map() });
    }
  }
  if (!isWhole) {
    return { works: found, before: new Map() };
  }
  const named = new Set(homes);
  const works = new Map(
    [...found].map(([home, work]) => [home, named.has(home) ? tombstonesOf(work) : retracted(work)])
  );
  return { works, before: found };
}

/** Releases that the log before had and this one does not count as retracted. */
function keepMissing(works: ReadonlyMap<string, LogWork>, before: ReadonlyMap<string, LogWork>): void {
  for (const { home, releases } of before.values()) {
    const now = works.get(home);
    for (const [label, release] of releases) {
      if (now && !now.releases.has(label)) {
        now.releases.set(label, retracted(release));
      }
    }
  }
}

async function allHomes({ foreign }: Stores, hub: string): Promise<string[]> {
  const homes: string[] = [];
  for (let more: string[] = ['']; more.length > 0;) {
    more = await foreign.homes(hub, homes.at(-1) ?? '', SLICE);
    homes.push(...more);
  }
  return homes;
}

const ERASED = { state: 'erased', scope: 'erase', category: 'other', withdrawnAt: 0 } as const;

/** What stays of a work when its log begins anew: what was erased, and what this hub decided. */
function tombstonesOf(work: LogWork): LogWork {
  const releases = new Map([...work.releases].filter(([, { state }]) => state === 'erased'));
  const isErased = work.state === 'erased';
  return isErased
    ? { ...work, releases }
    : { ...work, state: 'live', scope: null, category: null, withdrawnAt: null, releases };
}

function retracted<T extends LogWork | LogRelease>(item: T): T {
  return item.state === 'live' ? { ...item, state: 'retracted', scope: 'retract', category: 'other' } : item;
}

async function buryErased({ foreign }: Stores, hub: string, works: readonly LogWork[]): Promise<void> {
  const graves = works.flatMap(({ home, state, scope, releases }) => [
    ...(state === 'erased' ? [{ key: `${hub}/${home}`, hub, scope: scope ?? 'erase' }] : []),
    ...[...releases.values()]
      .filter(release => release.state === 'erased' && release.manifest !== '')
      .map(release => ({ key: release.manifest, hub, scope: release.scope ?? 'erase' }))
  ]);
  await foreign.bury(graves);
}

async function takeNews(
  { foreign }: Stores,
  { ownHub }: Ports,
  peer: PeerRow,
  { offers, cancelled, answers }: LogState['news']
): Promise<void> {
  const hub = peer.id;
  await foreign.putOffers(
    offers
      .filter(({ to }) => to === ownHub)
      .map(({ id, home, document, expiresAt }) => ({ id, home, document, expiresAt, hub, state: 'open' as const }))
  );
  if (cancelled.length > 0) {
    await foreign.cancelOffers(hub, cancelled);
  }
  await foreign.putAnswers(
    hub,
    answers.filter(({ of }) => of === ownHub)
  );
}

/** Keys count from the entry that names them, if they hold one that counted before. */
function keysAfter({ id, vkeys, generation }: PeerRow, lists: readonly (readonly string[])[]): readonly string[] {
  const origin = logOrigin(id, generation);
  return lists.reduce<readonly string[]>((pinned, list) => {
    const keys = list.map(readKey);
    const isTaken = keys.every(key => key?.name === origin) && list.some(text => pinned.includes(text));
    return isTaken ? list : pinned;
  }, vkeys);
}

function readKey(text: string): Vkey | null {
  try {
    return parseVkey(text);
  } catch (error) {
    if (error instanceof LogFormatError) {
      return null;
    }
    throw error;
  }
}
