// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import * as fc from 'fast-check';
import { openGeneration } from '../src/log/generations';
import { rotateKey } from '../src/log/rotation';
import { joinNetwork, verifyServed } from './network';
import { CARD, publish } from './publish';
import { startService, type TestService } from './service';

const RUNS = process.env.ATRIUM_DEEP ? 500 : 50;
const DAY_MS = 24 * 3_600_000;
const NETWORK: readonly Audience[] = ['network', 'public'];

const AUDIENCE = fc.constantFrom<Audience>('network', 'network', 'public', 'hub', 'private');
const WORK = fc.nat({ max: 2 });

/** One thing that may happen; numbers choose among the works there are. */
const ACT = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('publish' as const), audience: AUDIENCE }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('update' as const), work: WORK }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('card' as const), work: WORK }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('audience' as const), work: WORK, audience: AUDIENCE }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('withdraw' as const),
      work: WORK,
      scope: fc.constantFrom<'retract' | 'erase'>('retract', 'retract', 'erase'),
      isWhole: fc.boolean()
    })
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('restore' as const), work: WORK, isWhole: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rotate' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('generation' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('sign' as const) }) }
);
type Act = typeof ACT extends fc.Arbitrary<infer T> ? T : never;

/** A person who does things to works of their own. What is refused has not happened. */
class Author {
  private readonly _test: TestService;
  private readonly _name: string;
  private readonly _works: string[] = [];
  private _count = 0;

  constructor(test: TestService, name: string) {
    this._test = test;
    this._name = name;
  }

  async do(act: Act): Promise<void> {
    const { context } = this._test.service;
    switch (act.kind) {
      case 'publish':
        this._works.push((await publish(this._client(), this._files(), { audience: act.audience })).id);
        return;
      case 'rotate':
        await context.change(stores => rotateKey(context, stores));
        // Both keys sign what is published before the time of the old one has passed.
        await context.hubLog.publish();
        this._test.clock.pass(31 * DAY_MS);
        return;
      case 'generation':
        await context.change(stores => openGeneration(context, stores, { kind: 'log' }));
        return;
      case 'sign':
        await context.hubLog.publish();
        return;
      default:
        await this._change(act, this._works[act.work] ?? '');
    }
  }

  private async _change(act: Extract<Act, { work: number }>, work: string): Promise<void> {
    const client = this._client();
    const params = { work };
    switch (act.kind) {
      case 'update':
        await publish(client, this._files(), { work, audience: (await client.getWork({ params })).audience });
        return;
      case 'card':
        await client.editWork({ params, body: { card: { ...CARD, title: `Title ${this._count++}` } } });
        return;
      case 'audience':
        await client.editWork({ params, body: { audience: act.audience } });
        return;
      case 'withdraw': {
        const label = act.isWhole ? null : '1.0.0';
        await client.withdrawWork({ params, body: { label, scope: act.scope, reason: '' } });
        return;
      }
      case 'restore':
        await client.restoreWork({ params, body: { label: act.isWhole ? null : '1.0.0' } });
    }
  }

  private _client(): Client {
    return this._test.as(this._name);
  }

  private _files(): Record<string, string> {
    return { 'a.txt': `${this._name} ${this._count++}` };
  }
}

/** What readers of the network may see, by the records. */
async function visible({ service }: TestService): Promise<{ works: number; releases: number }> {
  const { works, releases } = service.context;
  const counts = { works: 0, releases: 0 };
  for (const id of await service.context.logged.concerned()) {
    const work = await works.find(id);
    const isShown = work?.state === 'live' && NETWORK.includes(work.audience);
    const live = isShown ? (await releases.ofWork(id)).filter(release => release.state === 'live').length : 0;
    counts.works += live > 0 ? 1 : 0;
    counts.releases += live;
  }
  return counts;
}

describe('a log after any history', () => {
  let test: TestService;
  beforeAll(async () => {
    test = await startService();
    await joinNetwork(test);
  });
  afterAll(() => test.stop());

  it(
    'is proved from the first to the last byte, and says what the records say',
    async () => {
      let authors = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(ACT, { minLength: 3, maxLength: 9 }), async acts => {
          const author = new Author(test, `author-${authors++}`);
          for (const act of acts) {
            await author.do(act).catch((error: Error) => {
              // A refusal, such as updating what was erased.
              expect(['AtriumError', 'LogStoppedError']).toContain(error.name);
            });
          }
          const { faults, works, releases, cards } = await verifyServed(test);
          expect({ faults, works, releases, cards }).toEqual({
            faults: [],
            ...(await visible(test)),
            cards: releases
          });
        }),
        { numRuns: RUNS, endOnFailure: true }
      );
    },
    RUNS * 20_000
  );
});
