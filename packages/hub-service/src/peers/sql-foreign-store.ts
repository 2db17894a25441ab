// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sql } from 'kysely';
import { type IClock, newId } from '../clock.ts';
import { insertMany, inSlices, textList } from '../db/bulk.ts';
import type { Records } from '../db/database.ts';
import type {
  Cardless,
  CardOutcome,
  IForeignStore,
  LogItemState,
  LogRelease,
  LogWork,
  PeerOffer,
  Standing
} from './store.ts';

const WORKS = {
  table: 'peer_work',
  columns: {
    hub: 'text',
    home: 'text',
    work: 'text',
    state: 'text',
    scope: 'text',
    category: 'text',
    withdrawn_at: 'int8',
    standing: 'text',
    seen_at: 'int8'
  },
  suffix: `on conflict (hub, home) do update set state = excluded.state, scope = excluded.scope,
    category = excluded.category, withdrawn_at = excluded.withdrawn_at`
} as const;

const RELEASES = {
  table: 'peer_release',
  columns: {
    hub: 'text',
    home: 'text',
    label: 'text',
    entry: 'int8',
    manifest: 'text',
    card: 'text',
    state: 'text',
    scope: 'text',
    category: 'text',
    withdrawn_at: 'int8',
    published_at: 'int8',
    retry_at: 'int8'
  },
  suffix: `on conflict (hub, home, label) do update set entry = excluded.entry, manifest = excluded.manifest,
    card_bytes = case when peer_release.card = excluded.card and excluded.state <> 'erased'
      then peer_release.card_bytes end,
    fault = case when peer_release.card = excluded.card and peer_release.manifest = excluded.manifest
      then peer_release.fault end,
    card = excluded.card, state = excluded.state, scope = excluded.scope, category = excluded.category,
    withdrawn_at = excluded.withdrawn_at, published_at = excluded.published_at, retry_at = 0`
} as const;

/** What logs of followed hubs say, in SQL. */
export class SqlForeignStore implements IForeignStore {
  private readonly _records: Records;
  private readonly _clock: IClock;

  constructor(records: Records, clock: IClock) {
    this._records = records;
    this._clock = clock;
  }

  async load(hub: string, homes: readonly string[]): Promise<Map<string, LogWork>> {
    const { db } = this._records;
    const works = await inSlices(homes, slice =>
      db
        .selectFrom('peerWork')
        .select(['home', 'state', 'scope', 'category', 'withdrawnAt', 'standing'])
        .where('hub', '=', hub)
        .where('home', 'in', textList(this._records, slice))
        .execute()
    );
    const releases = await inSlices(homes, slice =>
      db
        .selectFrom('peerRelease')
        .select(['home', 'label', 'entry', 'manifest', 'card', 'state', 'scope', 'category'])
        .select(['withdrawnAt', 'publishedAt'])
        .where('hub', '=', hub)
        .where('home', 'in', textList(this._records, slice))
        .execute()
    );
    const found = new Map<string, LogWork>(
      works.map(({ state, standing, ...work }) => [
        work.home,
        { ...work, state: state as LogItemState, standing: standing as Standing, releases: new Map() }
      ])
    );
    for (const { home, state, ...release } of releases) {
      const known: LogRelease = { ...release, state: state as LogItemState };
      found.get(home)?.releases.set(release.label, known);
    }
    return found;
  }

  async homes(hub: string, after: string, limit: number): Promise<string[]> {
    const rows = await this._records.db
      .selectFrom('peerWork')
      .select('home')
      .where('hub', '=', hub)
      .where('home', '>', after)
      .orderBy('home')
      .limit(limit)
      .execute();
    return rows.map(row => row.home);
  }

  async save(hub: string, works: readonly LogWork[]): Promise<void> {
    const now = this._clock.now();
    const ids = await this._idsOf(
      hub,
      works.map(work => work.home)
    );
    await insertMany(
      this._records,
      WORKS,
      works.map(({ home, state, scope, category, withdrawnAt, standing }) => [
        ...[hub, home, ids.get(home) ?? home, state, scope, category, withdrawnAt, standing, now]
      ])
    );
    const releases = works.flatMap(work => [...work.releases.values()].map(release => ({ home: work.home, release })));
    await insertMany(
      this._records,
      RELEASES,
      releases.map(({ home, release: { label, entry, manifest, card, ...release } }) => [
        ...[hub, home, label, entry, manifest, card, release.state, release.scope, release.category],
        ...[release.withdrawnAt, release.publishedAt, 0]
      ])
    );
  }

  async buried(keys: readonly string[]): Promise<Set<string>> {
    const rows = await inSlices(keys, slice =>
      this._records.db
        .selectFrom('peerTombstone')
        .select('key')
        .where('key', 'in', textList(this._records, slice))
        .execute()
    );
    return new Set(rows.map(row => row.key));
  }

  async bury(tombstones: readonly { key: string; hub: string; scope: string }[]): Promise<void> {
    const now = this._clock.now();
    await insertMany(
      this._records,
      {
        table: 'peer_tombstone',
        columns: { key: 'text', hub: 'text', scope: 'text', seen_at: 'int8' },
        suffix: 'on conflict do nothing'
      },
      tombstones.map(({ key, hub, scope }) => [key, hub, scope, now])
    );
  }

  async cardless(hub: string, limit: number): Promise<Cardless[]> {
    return this._records.db
      .selectFrom('peerRelease')
      .select(['home', 'label', 'entry', 'manifest', 'card'])
      .where('hub', '=', hub)
      .where('cardBytes', 'is', null)
      .where('state', '!=', 'erased')
      .where('retryAt', '<=', this._clock.now())
      .orderBy('entry')
      .limit(limit)
      .execute();
  }

  async putCards(hub: string, outcomes: readonly CardOutcome[]): Promise<void> {
    for (const { home, label, ...outcome } of outcomes) {
      const fields = 'bytes' in outcome ? { cardBytes: outcome.bytes, fault: null } : outcome;
      await this._records.db
        .updateTable('peerRelease')
        .set(fields)
        .where('hub', '=', hub)
        .where('home', '=', home)
        .where('label', '=', label)
        .where('state', '!=', 'erased')
        .execute();
    }
  }

  async setStanding(
    hub: string,
    from: Standing | null,
    to: Standing,
    homes: readonly string[] | null
  ): Promise<string[]> {
    let update = this._records.db.updateTable('peerWork').set({ standing: to }).where('hub', '=', hub);
    if (from !== null) {
      update = update.where('standing', '=', from);
    }
    if (homes !== null) {
      update = update.where('home', 'in', textList(this._records, homes));
    }
    return (await update.returning('home').execute()).map(row => row.home);
  }

  async countApproved(hub: string): Promise<number> {
    const { count } = await this._records.db
      .selectFrom('peerWork')
      .select(eb => eb.fn.countAll<number>().as('count'))
      .where('hub', '=', hub)
      .where('standing', '=', 'approved')
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  async putOffers(offers: readonly Omit<PeerOffer, 'note' | 'name' | 'seenAt'>[]): Promise<void> {
    const seenAt = this._clock.now();
    for (const offer of offers) {
      await this._records.db
        .insertInto('peerOffer')
        .values({ ...offer, note: null, name: null, seenAt })
        .onConflict(conflict => conflict.doNothing())
        .execute();
    }
  }

  async cancelOffers(hub: string, ids: readonly string[]): Promise<void> {
    await this._records.db
      .updateTable('peerOffer')
      .set({ state: 'cancelled' })
      .where('hub', '=', hub)
      .where('state', '=', 'open')
      .where('id', 'in', textList(this._records, ids))
      .execute();
  }

  async openOffers(hub: string): Promise<PeerOffer[]> {
    const rows = await this._records.db
      .selectFrom('peerOffer')
      .selectAll()
      .where('hub', '=', hub)
      .where('state', '=', 'open')
      .where('expiresAt', '>', this._clock.now())
      .orderBy('seenAt')
      .orderBy('id')
      .execute();
    return rows.map(row => ({ ...row, state: row.state as PeerOffer['state'] }));
  }

  async setOffer(id: string, fields: Partial<Pick<PeerOffer, 'state' | 'note' | 'name'>>): Promise<void> {
    await this._records.db.updateTable('peerOffer').set(fields).where('id', '=', id).execute();
  }

  async putAnswers(
    hub: string,
    answers: readonly { offer: string; value: string; document: string | null }[]
  ): Promise<void> {
    const at = this._clock.now();
    for (const { offer, value, document } of answers) {
      await this._records.db
        .insertInto('peerAnswer')
        .values({ offer, hub, value, document, at })
        .onConflict(conflict => conflict.columns(['offer', 'hub']).doUpdateSet({ value, document, at }))
        .execute();
    }
  }

  /** Ids for works here: those they have at home, unless another hub, or this one, has such a work. */
  private async _idsOf(hub: string, homes: readonly string[]): Promise<Map<string, string>> {
    const taken = await inSlices(homes, async slice => {
      const list = textList(this._records, slice);
      const { rows } = await sql<{ id: string }>`
        select id from work where id in ${list} and (hub is null or hub <> ${hub})
        union select work as id from peer_work where work in ${list} and hub <> ${hub}
      `.execute(this._records.db);
      return rows;
    });
    return new Map(taken.map(({ id }) => [id, newId(this._clock)]));
  }
}
