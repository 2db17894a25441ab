// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { SearchQuery, SearchResult } from '@jupyter-atrium/api';
import { readRules } from '../src/peers/fetch';
import { newPeer } from '../src/peers/inspect';
import type { PeerMode, PeerReview, PeerRow } from '../src/peers/store';
import type { MakeDatabase } from './engines';
import type { Leader } from './leader';
import { startService, type TestService } from './service';

/** A service that may reach the leaders of a spec. */
export function startFollower(leaders: readonly Leader[], makeDatabase?: MakeDatabase): Promise<TestService> {
  const rules = readRules(leaders.map(leader => new URL(leader.address).origin).join(','), []);
  const config = { peers: { rules, proxy: null } };
  return startService({ config, ...(makeDatabase ? { makeDatabase } : {}) });
}

/** Follows a hub as an admin would, and asks it once. */
export async function follow(
  { service }: TestService,
  { address }: Pick<Leader, 'address'>,
  { mode = 'listed', review = 'none' }: { mode?: PeerMode; review?: PeerReview } = {}
): Promise<PeerRow> {
  const { following, change, peers, clock } = service.context;
  const candidate = await following.inspect(address);
  const peer = newPeer(candidate, { mode, review, person: 'ada', clock });
  await change(stores => stores.peers.add(peer));
  await following.check(peer.id);
  return (await peers.find(peer.id)) ?? peer;
}

/** Asks a followed hub now. */
export async function check({ service }: TestService, { id }: { id: string }): Promise<PeerRow> {
  await service.context.following.check(id);
  const peer = await service.context.peers.find(id);
  if (!peer) {
    throw new Error('It is not followed.');
  }
  return peer;
}

/** What somebody finds. */
export async function find(test: TestService, query: SearchQuery = {}): Promise<SearchResult> {
  await test.service.context.search.caughtUp();
  return test.as('bob').searchWorks({ query });
}

/** Titles of all works somebody finds, in order of their letters. */
export async function titles(test: TestService, query: SearchQuery = {}): Promise<string[]> {
  return (await find(test, query)).hits.map(hit => hit.work.card.title).sort();
}
