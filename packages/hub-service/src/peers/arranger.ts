// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import { sql } from 'kysely';
import { type IClock, newId } from '../clock.ts';
import { inSlices, insertMany, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import { readNetworkCard } from '../log/format/index.ts';
import { cardOf } from './foreign-card.ts';
import { isPurged } from './policy.ts';
import {
  type Placed,
  RELEASE_ROWS,
  releaseRow,
  type Source,
  type SourceRelease,
  WORK_ROWS,
  workRow
} from './shelf-rows.ts';
import { NEVER, type PeerRow } from './store.ts';

/** A release that has a row in the gallery. */
type Shelved = { id: string; work: string; seq: number; label: string; card: string; state: string };

/** Makes the gallery's rows of works of a followed hub what their log, their cards and this hub say. */
export class Arranger {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async arrange(peer: Pick<PeerRow, 'id' | 'name' | 'mode' | 'address'>, homes: readonly string[]): Promise<void> {
    if (homes.length === 0) {
      return;
    }
    const owner = await this._owner(peer);
    const works = await this._works(peer.id, homes);
    const releases = groupBy(await this._releases(peer.id, homes), release => release.home);
    const shelved = groupBy(await this._shelved(works.map(each => each.work)), release => release.work);
    const taken = await this._taken([...releases.values()].flat(), [...shelved.values()].flat());
    const placed = works.map(work => ({
      work,
      known: shelved.get(work.work) ?? [],
      releases: this._place(
        (releases.get(work.home) ?? []).filter(({ manifest }) => !taken.has(manifest)),
        shelved.get(work.work) ?? [],
        peer.name
      )
    }));
    const shown = placed.filter(each => each.releases.length > 0);
    await this._write(peer, owner, shown);
    for (const { work, releases: all, known } of shown) {
      await this._purge(work, all, known);
    }
    await insertMany(
      this._records,
      { table: 'search_change', columns: { work: 'text' } },
      shown.map(each => [each.work.work])
    );
  }

  /** The hub stands for its people: whose a work is, its card says. */
  private async _owner({ id, name }: Pick<PeerRow, 'id' | 'name'>): Promise<string> {
    // No name of a person at JupyterHub has a slash.
    const username = `//${id}`;
    const now = this._clock.now();
    const row = await this._records.db
      .insertInto('person')
      .values({ id: newId(this._clock), username, name, createdAt: now, seenAt: now })
      .onConflict(conflict => conflict.column('username').doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  private async _works(hub: string, homes: readonly string[]): Promise<Source[]> {
    const rows = await inSlices(homes, slice =>
      this._records.db
        .selectFrom('peerWork')
        .select(['home', 'work', 'state', 'category', 'withdrawnAt', 'standing'])
        .where('hub', '=', hub)
        .where('home', 'in', textList(this._records, slice))
        .execute()
    );
    return rows as Source[];
  }

  private async _releases(hub: string, homes: readonly string[]): Promise<SourceRelease[]> {
    const rows = await inSlices(homes, slice =>
      this._records.db
        .selectFrom('peerRelease')
        .select([
          'home',
          'label',
          'entry',
          'manifest',
          'cardBytes',
          'state',
          'category',
          'withdrawnAt',
          'publishedAt',
          'retryAt'
        ])
        .where('hub', '=', hub)
        .where('home', 'in', textList(this._records, slice))
        .orderBy('entry')
        .execute()
    );
    return rows.map(({ retryAt, ...row }) => ({
      ...(row as SourceRelease),
      ...(retryAt === NEVER ? stopped(row) : {})
    }));
  }

  private async _shelved(works: readonly string[]): Promise<Shelved[]> {
    return inSlices(works, slice =>
      this._records.db
        .selectFrom('release')
        .select(['id', 'work', 'seq', 'label', 'card', 'state'])
        .where('work', 'in', textList(this._records, slice))
        .execute()
    );
  }

  /** Manifests that are those of other releases: a manifest names its work, so this one is not its own. */
  private async _taken(releases: readonly SourceRelease[], shelved: readonly Shelved[]): Promise<Set<string>> {
    const own = new Set(shelved.map(({ id }) => id));
    const rows = await inSlices(
      releases.map(({ manifest }) => manifest),
      slice =>
        this._records.db
          .selectFrom('release')
          .select(['id', 'manifest'])
          .where('manifest', 'in', textList(this._records, slice))
          .execute()
    );
    return new Set(rows.filter(({ id }) => !own.has(id)).map(({ manifest }) => manifest));
  }

  /** Those that have a row, or a card to make one of. */
  private _place(releases: readonly SourceRelease[], known: readonly Shelved[], hubName: string): Placed[] {
    let last = known.reduce((most, { seq }) => Math.max(most, seq), 0);
    return releases.flatMap(release => {
      const row = known.find(each => each.label === release.label);
      const network = release.cardBytes && readNetworkCard(release.cardBytes);
      if (!row && !network) {
        return [];
      }
      const card = network ? cardOf(network, hubName) : storedCard(row);
      const place = row ?? { id: newId(this._clock), seq: ++last };
      return { ...release, id: place.id, seq: place.seq, card, audience: network?.hub.audience ?? 'network' };
    });
  }

  private async _write(
    { id: hub, mode, address }: Pick<PeerRow, 'id' | 'mode' | 'address'>,
    owner: string,
    works: readonly { work: Source; releases: Placed[] }[]
  ): Promise<void> {
    const rows = works.map(({ work, releases }) => [...workRow(work, releases, { owner, mode }), hub]);
    await insertMany(this._records, WORK_ROWS, rows);
    const all = works.flatMap(({ work, releases }) =>
      releases.map(release => releaseRow(release, { work: work.work, owner, address }))
    );
    await insertMany(this._records, RELEASE_ROWS, all);
  }

  /** Takes away what must not stay of withdrawn releases. */
  private async _purge(work: Source, releases: readonly Placed[], known: readonly Shelved[]): Promise<void> {
    const gone = releases.filter(
      each =>
        known.some(({ id }) => id === each.id) &&
        (isPurged(work.state, work.category) || isPurged(each.state, each.category))
    );
    const { db } = this._records;
    for (const { id, seq, state } of gone) {
      await sql`
        insert into erased_file (file) select distinct file from release_file
        where work = ${work.work} and since = ${seq} on conflict do nothing
      `.execute(db);
      await db.deleteFrom('releaseFile').where('work', '=', work.work).where('since', '=', seq).execute();
      await db.deleteFrom('peerFile').where('work', '=', work.work).where('seq', '=', seq).execute();
      await db.deleteFrom('peerKept').where('work', '=', work.work).where('seq', '=', seq).execute();
      if (state === 'erased') {
        await db.deleteFrom('lineage').where('release', '=', id).execute();
        await db.deleteFrom('openedCopy').where('release', '=', id).execute();
      }
    }
  }
}

/** What the gallery had until a replaced card comes. */
function storedCard(row: Shelved | undefined): Card | null {
  return row && row.card !== '{}' ? (JSON.parse(row.card) as Card) : null;
}

/** A release that is not what its entry says is not shown. */
function stopped({ state }: { state: string }): Partial<SourceRelease> {
  return state === 'live' ? { state: 'retracted', category: 'error', withdrawnAt: 0 } : {};
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(key(item), [item]);
    }
  }
  return groups;
}
