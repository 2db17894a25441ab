// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { onEachEngine } from '../../test/engines';
import { hostileText } from '../../test/hostile-text';
import { someFacts } from '../../test/search-world';
import type { EngineQuery, IIndexWriter, ISearchEngine } from './engine';
import { FIELDS } from './fields';
import type { FieldTokens, Segment } from './passages';
import { fieldTokens } from './passages';
import { PostgresIndex } from './postgres-index';
import { PostgresSearch } from './postgres-search';
import type { ParsedQuery, Phrase } from './query';
import { parseQuery } from './query';
import { SqliteIndex } from './sqlite-index';
import { SqliteSearch } from './sqlite-search';

type Engine = { writer: IIndexWriter; search: ISearchEngine; close: () => Promise<void> };

const SEED = 20_261_122;
const folder = mkdtempSync(join(tmpdir(), 'atrium-engines-'));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true }));

async function open(url: string | null): Promise<Omit<Engine, 'close'>> {
  if (url) {
    return { writer: await PostgresIndex.open(url, 'search', '1'), search: new PostgresSearch(url) };
  }
  const path = join(folder, `${files++}.db`);
  return { writer: new SqliteIndex(path, '1'), search: SqliteSearch.open(path) };
}

/** Puts each list of segments in as the only passage of a work; passage ids then count from 1. */
async function fill({ writer }: Pick<Engine, 'writer'>, passages: readonly (readonly Segment[])[]): Promise<void> {
  const works = passages.map((segments, index) => ({
    facts: someFacts({ id: `w${index}` }),
    summary: '',
    cardKey: 'k',
    drop: [],
    add: [{ path: 'a.md', digest: 'd', part: 0, segments, tokens: fieldTokens(segments) }]
  }));
  await writer.index({ works, gone: [], applied: 1, isErasing: false });
}

async function found({ search }: Engine, query: EngineQuery, isRanked = false): Promise<number[]> {
  return [...(await search.match(query, isRanked)).ids].sort((a, b) => a - b);
}

/** What the engines have to find, word by word: the meaning of a query without an index. */
function reference(passages: readonly FieldTokens[], { all, fields }: EngineQuery): number[] {
  const stands = (tokens: readonly string[], { tokens: wanted, isPrefix }: Phrase): boolean =>
    tokens.some((_, at) =>
      wanted.every((token, index) =>
        isPrefix && index === wanted.length - 1 ? tokens[at + index]?.startsWith(token) : tokens[at + index] === token
      )
    );
  return [...passages.keys()]
    .filter(passage =>
      all.every(({ anyOf }) =>
        FIELDS.some(
          (field, index) =>
            (fields.size === 0 || fields.has(field)) &&
            anyOf.some(phrase => stands(passages[passage]?.[index] ?? [], phrase))
        )
      )
    )
    .map(passage => passage + 1);
}

const anySegment: fc.Arbitrary<Segment> = fc.record({ field: fc.constantFrom(...FIELDS), text: hostileText() });
const anyQuery: fc.Arbitrary<ParsedQuery> = fc
  .record({
    text: hostileText(3),
    isPhrase: fc.boolean(),
    isTyping: fc.boolean(),
    fields: fc.subarray([...FIELDS], { maxLength: 2 })
  })
  .map(({ text, isPhrase, isTyping, fields }) => {
    const words = isPhrase ? `"${text.replaceAll(/["“”„]/g, '')}"` : text;
    return { ...parseQuery(words, isTyping), fields: new Set(fields) };
  })
  .filter(parsed => parsed.all.length > 0);

onEachEngine(makeDatabase => {
  let engine: Engine;
  beforeEach(async () => {
    const database = await makeDatabase();
    const opened = await open(database.url);
    engine = {
      ...opened,
      close: async () => {
        await opened.search.close();
        await opened.writer.close();
        await database.drop();
      }
    };
  }, 60_000);
  afterEach(() => engine.close());

  it('finds exactly the passages that a query means, whatever the texts and queries', async () => {
    const passages = fc.array(fc.array(anySegment, { maxLength: 5 }), { minLength: 400, maxLength: 400 });
    const [texts = []] = fc.sample(passages, { numRuns: 1, seed: SEED });
    await fill(engine, texts);
    const tokens = texts.map(fieldTokens);
    let matches = 0;
    for (const query of fc.sample(anyQuery, { numRuns: 3000, seed: SEED })) {
      const ids = await found(engine, query);
      expect({ query, ids }).toEqual({ query, ids: reference(tokens, query) });
      matches += ids.length;
    }
    // The comparison means something only if queries find something.
    expect(matches).toBeGreaterThan(30_000);
  }, 120_000);

  const prose = (text: string): Segment[] => [{ field: 'prose', text }];
  const ids = (typed: string, isTyping = false): Promise<number[]> => found(engine, parseQuery(typed, isTyping));

  it('wants all words in one passage', async () => {
    await fill(engine, [prose('sea ice'), prose('sea'), prose('ice')]);
    await expect(ids('ice sea')).resolves.toEqual([1]);
  });

  it('finds a phrase only where its words follow each other, in one field', async () => {
    await fill(engine, [
      prose('melting sea ice'),
      prose('ice sea'),
      [
        { field: 'names', text: 'sea' },
        { field: 'prose', text: 'ice' }
      ]
    ]);
    await expect(ids('"sea ice"')).resolves.toEqual([1]);
  });

  it('finds phrases at the end of the longest passage', async () => {
    const words = Array.from({ length: 20_000 }, (_, index) => `w${index}`);
    await fill(engine, [prose(words.join(' '))]);
    await expect(ids('"w15998 w15999"')).resolves.toEqual([1]);
    await expect(ids('w16000')).resolves.toEqual([]);
  });

  it('keeps a phrase behind the most occurrences of a word that are kept', async () => {
    await fill(engine, [prose(`${'ice '.repeat(254)} ice shelf ${'ice '.repeat(50)} front`)]);
    await expect(ids('"ice shelf"')).resolves.toEqual([1]);
    await expect(ids('"shelf front"')).resolves.toEqual([1]);
  });

  it('looks only into the fields that are named', async () => {
    await fill(
      engine,
      FIELDS.map(field => [{ field, text: 'altimetry' }])
    );
    await expect(ids('altimetry in:code')).resolves.toEqual([3]);
    await expect(ids('altimetry in:code in:names')).resolves.toEqual([1, 3]);
  });

  it('finds the beginning of a word while it is typed, and its stem', async () => {
    await fill(engine, [prose('altimetry'), prose('study'), prose('studio')]);
    await expect(ids('altim', true)).resolves.toEqual([1]);
    await expect(ids('altim')).resolves.toEqual([]);
    await expect(ids('studies', true)).resolves.toEqual([2]);
    await expect(ids('stud', true)).resolves.toEqual([2, 3]);
  });

  it('finds a compound as a whole, by its parts and joined', async () => {
    await fill(engine, [prose('pd.read_csv'), prose('csv to read')]);
    await expect(ids('readCsv')).resolves.toEqual([1]);
    await expect(ids('readcsv')).resolves.toEqual([1]);
    await expect(ids('read csv')).resolves.toEqual([1, 2]);
    await expect(ids('"read csv"')).resolves.toEqual([1]);
  });

  it('finds signs of scripts without spaces inside words', async () => {
    await fill(engine, [prose('深層学習の入門'), prose('学校で習う')]);
    await expect(ids('学習')).resolves.toEqual([1]);
    await expect(ids('習')).resolves.toEqual([1, 2]);
    await expect(ids('門')).resolves.toEqual([1]);
  });

  it('ranks names before prose, prose before code, code before outputs', async () => {
    const fields = [...FIELDS].reverse();
    await fill(
      engine,
      fields.map(field => [
        { field, text: 'altimetry' },
        { field, text: 'some other words' }
      ])
    );
    const query = parseQuery('altimetry');
    const first = await engine.search.match(query, true);
    const second = await engine.search.rank(query, () => first.ids);
    const scores = new Map([...first.ids].map((id, at) => [id, (second ?? first.scores)[at] ?? 0]));
    expect([1, 2, 3, 4].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0))).toEqual([4, 3, 2, 1]);
  });

  it('ranks a passage with more of the words first', async () => {
    await fill(engine, [prose('ice and much else of other things'), prose('ice ice ice')]);
    const query = parseQuery('ice');
    const first = await engine.search.match(query, true);
    const scores = (await engine.search.rank(query, () => first.ids)) ?? first.scores;
    const order = [...first.ids.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0)).map(at => first.ids[at]);
    expect(order).toEqual([2, 1]);
  });

  it('gives back text, path and summary', async () => {
    await fill(engine, [prose('sea\0ice “½” \ud800')]);
    const [text] = (await engine.search.texts([1])).values();
    expect(text).toEqual({ path: 'a.md', segments: prose('sea\0ice “½” \ud800'), summary: '' });
  });

  it('says what is indexed of a work', async () => {
    await fill(engine, [prose('sea')]);
    await expect(engine.writer.known(['w0', 'w9'])).resolves.toEqual(
      new Map([['w0', { slot: 1, cardKey: 'k', passages: [{ id: 1, path: 'a.md', digest: 'd', part: 0 }] }]])
    );
    await expect(engine.writer.segments([1])).resolves.toEqual(new Map([[1, prose('sea')]]));
  });

  it('drops passages and works', async () => {
    await fill(engine, [prose('sea ice'), prose('sea')]);
    const change = { facts: someFacts({ id: 'w0' }), summary: '', cardKey: 'k', add: [], drop: [1] };
    await engine.writer.index({ works: [change], gone: ['w1', 'unknown'], applied: 2, isErasing: false });
    await expect(ids('sea')).resolves.toEqual([]);
    await expect(engine.writer.known(['w0', 'w1'])).resolves.toEqual(
      new Map([['w0', { slot: 1, cardKey: 'k', passages: [] }]])
    );
  });

  it('never uses a number again, so that a stale list names nothing else', async () => {
    await fill(engine, [prose('sea')]);
    await engine.writer.index({ works: [], gone: ['w0'], applied: 2, isErasing: false });
    await fill(engine, [prose('sea')]);
    await expect(ids('sea')).resolves.toEqual([2]);
  });

  it('remembers how far it came and by which version', async () => {
    await fill(engine, [prose('sea')]);
    await expect(engine.writer.state()).resolves.toEqual({
      version: '1',
      applied: 1,
      isComplete: false,
      isPurgeDue: false,
      purgedAt: 0
    });
    await engine.writer.complete();
    await expect(engine.writer.state()).resolves.toMatchObject({ isComplete: true });
  });

  it('lists everything at first, then what changed', async () => {
    await fill(engine, [prose('sea'), prose('ice')]);
    const first = await engine.search.changes(null);
    expect(first).toMatchObject({ isWhole: true, gone: [] });
    expect(first.rows.map(row => [row.slot, row.facts.id, row.passages])).toEqual([
      [1, 'w0', [1]],
      [2, 'w1', [2]]
    ]);
    const change = { facts: someFacts({ id: 'w0', copies: 7 }), summary: '', cardKey: 'k', add: [], drop: [] };
    await engine.writer.index({ works: [change], gone: ['w1'], applied: 2, isErasing: false });
    const second = await engine.search.changes(first.mark);
    expect(second).toMatchObject({
      isWhole: false,
      gone: [2],
      rows: [{ slot: 1, facts: { copies: 7 }, passages: [1] }]
    });
    await expect(engine.search.changes(second.mark)).resolves.toEqual({ ...second, rows: [], gone: [] });
  });

  it('lists everything again after another index took its place', async () => {
    await fill(engine, [prose('sea')]);
    await expect(engine.search.changes('other/1')).resolves.toMatchObject({ isWhole: true, rows: [{ slot: 1 }] });
  });
});

describe('SqliteIndex', () => {
  it('leaves nothing of what was dropped on disk once it was purged', async () => {
    const path = join(folder, 'purged.db');
    const writer = new SqliteIndex(path, '1');
    const search = SqliteSearch.open(path);
    await fill({ writer }, [
      [{ field: 'prose', text: 'zzsecretzz' }],
      ...Array.from({ length: 300 }, (_, index): Segment[] => [{ field: 'prose', text: `other words ${index}` }])
    ]);
    const isThere = (): boolean =>
      readFileSync(path).includes('zzsecretzz') || readFileSync(`${path}-wal`).includes('zzsecretzz');
    expect(isThere()).toBe(true);
    await writer.index({ works: [], gone: ['w0'], applied: 2, isErasing: false });
    await writer.purge(1);
    expect(isThere()).toBe(false);
    await search.close();
    await writer.close();
  });
});
