// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BadRequestError, ServiceBusyError } from '../errors';
import type { Remote } from '../threads/remote';
import { ThreadEndedError } from '../threads/remote';
import { IndexRebuildingError } from './errors';
import type { IndexCalls, StepQuestion } from './index-calls';
import { Reading } from './reading';
import { Search } from './search';
import type { SearchCalls } from './search-calls';
import type { SearchAnswer, SearchRequest } from './searcher';

const place = { data: '/tmp/none', databaseUrl: null, hub: { id: 'hub-a.example', name: 'Ocean Hub' } };
const request: SearchRequest = {
  query: {},
  asker: { person: 'p', username: 'bob', groups: [], canReadOwn: true },
  among: null
};
const ANSWER: SearchAnswer = { hits: [], total: 0, facets: null, next: null, suggestion: null };
const IDLE = { hasMore: false, isBuilt: false, applied: 0, unreadable: [] };

type Answer = (argument: unknown) => unknown;

/** A thread that answers as it is told, and notes what it was asked. */
class FakeThread {
  readonly asked: string[] = [];
  private readonly _answers: Readonly<Record<string, Answer>>;

  constructor(answers: Readonly<Record<string, Answer>> = {}) {
    this._answers = answers;
  }

  async call(name: string, argument: unknown): Promise<unknown> {
    this.asked.push(name);
    return this._answers[name]?.(argument) ?? null;
  }
}

function open(search: FakeThread[], index = new FakeThread({ step: () => IDLE })): { search: Search; log: string[] } {
  const log: string[] = [];
  const note = (message: string): number => log.push(message);
  const options = {
    place,
    index: index as unknown as Remote<IndexCalls>,
    search: search as unknown as Remote<SearchCalls>[],
    log: { info: note, warn: note, error: note }
  };
  return { search: new Search(options), log };
}

/** Fails with an error of a name, as errors come from threads. */
function failing(name: string): Answer {
  return () => {
    throw Object.assign(new Error('No.'), { name });
  };
}

describe('Search', () => {
  it('learns what changed, then searches', async () => {
    const thread = new FakeThread({ search: () => ANSWER });
    await expect(open([thread]).search.search(request)).resolves.toBe(ANSWER);
    expect(thread.asked).toEqual(['refresh', 'search']);
  });

  it('is busy when a search takes too long, and answers the next one', async () => {
    let count = 0;
    const slow = (): SearchAnswer => {
      if (count++ === 0) {
        throw new ThreadEndedError('Too long.');
      }
      return ANSWER;
    };
    const { search } = open([new FakeThread({ search: slow })]);
    await expect(search.search(request)).rejects.toBeInstanceOf(ServiceBusyError);
    await expect(search.search(request)).resolves.toBe(ANSWER);
  });

  it('is busy when too many wait already', async () => {
    let answer: (value: SearchAnswer) => void = () => undefined;
    const { search } = open([new FakeThread({ search: () => new Promise(resolve => (answer = resolve)) })]);
    const waiting = Array.from({ length: 65 }, () => search.search(request));
    await expect(search.search(request)).rejects.toMatchObject({
      status: 503,
      retryAfter: expect.any(Number) as number
    });
    for (const each of waiting) {
      await new Promise(resolve => setImmediate(resolve));
      answer(ANSWER);
      await expect(each).resolves.toBe(ANSWER);
    }
  });

  it.each([
    ['IndexRebuildingError', IndexRebuildingError],
    ['BadRequestError', BadRequestError],
    ['RangeError', Error]
  ])('passes a %s of a thread on', async (name, expected) => {
    const { search } = open([new FakeThread({ search: failing(name) })]);
    await expect(search.search(request)).rejects.toBeInstanceOf(expected);
  });

  it('lets go of the index in all threads before the next one takes its place', async () => {
    const thread = new FakeThread({ search: () => ANSWER });
    const order: string[] = [];
    let steps = 0;
    const index = new FakeThread({
      step: () => ({ ...IDLE, isBuilt: steps++ === 0 }),
      swap: () => order.push(`swap after ${thread.asked.join(' ')}`)
    });
    const { search } = open([thread], index);
    await search.search(request);
    await search.caughtUp();
    expect(order).toEqual(['swap after refresh search close']);
    expect(index.asked).toEqual(['step', 'swap', 'step']);
    await expect(search.search(request)).resolves.toBe(ANSWER);
  });

  it('starts no thread that never searched, only to stop', async () => {
    const thread = new FakeThread();
    const index = new FakeThread();
    const { search } = open([thread], index);
    search.wake();
    await search.stop();
    expect([...thread.asked, ...index.asked]).toEqual([]);
  });

  it('does not read a file again that ended the thread', async () => {
    const digest = `sha256:${'a'.repeat(64)}`;
    const skips: (readonly string[])[] = [];
    const step = ({ shared, skip }: StepQuestion): unknown => {
      skips.push([...skip]);
      if (skips.length === 1) {
        new Reading(shared).during(digest, () => undefined);
        Buffer.from(shared).write(digest, 'latin1');
        throw new ThreadEndedError('Out of memory.');
      }
      return { ...IDLE, unreadable: [{ digest, path: 'a.ipynb', reason: 'It takes too much to read.' }] };
    };
    const { search, log } = open([], new FakeThread({ step: step as Answer }));
    await search.caughtUp();
    expect(skips).toEqual([[], [digest]]);
    expect(log).toEqual(['The search index could not be changed; it is tried again.', 'A file cannot be searched.']);
    await search.stop();
  });
});
