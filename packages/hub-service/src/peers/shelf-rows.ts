// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import type { SqliteValue } from '../db/sqlite.ts';
import { readNetworkCard } from '../log/format/index.ts';
import { isShown } from './policy.ts';
import type { LogItemState, PeerRow, Standing } from './store.ts';

/** What the gallery's rows of a work are made of. */
export type Source = {
  home: string;
  work: string;
  state: LogItemState;
  category: string | null;
  withdrawnAt: number | null;
  standing: Standing;
};

/** And of one of its releases. */
export type SourceRelease = {
  home: string;
  label: string;
  entry: number;
  manifest: string;
  cardBytes: Uint8Array | null;
  state: LogItemState;
  category: string | null;
  withdrawnAt: number | null;
  publishedAt: number;
};

/** A release with its row, or one to come. */
export type Placed = SourceRelease & { id: string; seq: number; card: Card | null; audience: string };

const NO_DIGEST = `sha256:${'0'.repeat(64)}`;
const CATEGORIES: ReadonlySet<string> = new Set(['superseded', 'error', 'author', 'privacy', 'legal']);

/** Rows of foreign works among our own; what people here did with them stays. */
export const WORK_ROWS = {
  table: 'work',
  columns: {
    id: 'text',
    owner: 'text',
    audience: 'text',
    state: 'text',
    release: 'text',
    releases: 'int8',
    copies: 'int8',
    created_at: 'int8',
    updated_at: 'int8',
    withdrawn_at: 'int8',
    withdraw_reason: 'text',
    withdraw_category: 'text',
    hub: 'text'
  },
  suffix: `on conflict (id) do update set audience = excluded.audience, state = excluded.state,
    release = excluded.release, releases = excluded.releases, updated_at = excluded.updated_at,
    withdrawn_at = excluded.withdrawn_at, withdraw_reason = excluded.withdraw_reason,
    withdraw_category = excluded.withdraw_category where work.hub = excluded.hub`
} as const;

/** Rows of their releases; what came with a manifest stays. */
export const RELEASE_ROWS = {
  table: 'release',
  columns: {
    id: 'text',
    work: 'text',
    seq: 'int8',
    label: 'text',
    manifest: 'text',
    crate: 'text',
    url: 'text',
    files_digest: 'text',
    created_at: 'int8',
    by: 'text',
    note: 'text',
    files: 'int8',
    bytes: 'int8',
    state: 'text',
    withdrawn_at: 'int8',
    withdraw_reason: 'text',
    withdraw_category: 'text',
    card: 'text',
    cover: 'text'
  },
  suffix: `on conflict (id) do update set state = excluded.state, withdrawn_at = excluded.withdrawn_at,
    withdraw_reason = excluded.withdraw_reason, withdraw_category = excluded.withdraw_category,
    card = excluded.card, cover = excluded.cover`
} as const;

/** The row of a work. */
export function workRow(
  work: Source,
  releases: readonly Placed[],
  { owner, mode }: { owner: string; mode: PeerRow['mode'] }
): SqliteValue[] {
  const kept = releases.filter(({ state }) => state !== 'erased');
  const live = kept.filter(({ state }) => state === 'live');
  const head = live.at(-1) ?? kept.at(-1) ?? null;
  const audience = isShown(mode, work.standing) ? (head?.audience ?? 'network') : 'private';
  const createdAt = releases[0]?.publishedAt ?? 0;
  return [
    ...[work.work, owner, audience, work.state, head && head.id, live.length, 0],
    ...[createdAt, head ? head.publishedAt : createdAt, ...withdrawalOf(work)]
  ];
}

/** The row of a release. */
export function releaseRow(
  release: Placed,
  { work, owner, address }: { work: string; owner: string; address: string }
): SqliteValue[] {
  const { id, seq, label, manifest, home, publishedAt, state, cardBytes } = release;
  const { files, bytes } = cardBytes ? readNetworkCard(cardBytes).hub : { files: 0, bytes: 0 };
  const card = state === 'erased' ? null : release.card;
  return [
    ...[id, work, seq, label, manifest || id, NO_DIGEST, `${address}works/${home}`, NO_DIGEST, publishedAt, owner],
    ...['', files, bytes, state, ...withdrawalOf(release)],
    ...[card ? JSON.stringify(card) : '{}', card && card.cover]
  ];
}

/** When, in which words, and why. */
function withdrawalOf({
  state,
  category,
  withdrawnAt
}: Pick<Source, 'state' | 'category' | 'withdrawnAt'>): SqliteValue[] {
  return state === 'live' ? [null, null, null] : [withdrawnAt, '', CATEGORIES.has(category ?? '') ? category : 'other'];
}
