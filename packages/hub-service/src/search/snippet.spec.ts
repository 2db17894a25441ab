// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import fc from 'fast-check';
import { hostileText } from '../../test/hostile-text';
import { someFacts } from '../../test/search-world';
import type { PassageText } from './engine';
import { parseQuery } from './query';
import { makeSnippet } from './snippet';

const LONG = 'Rivers rise in spring and fall in autumn, as every gauge along the valley shows. '.repeat(60);

function snip(typed: string, text: string | Partial<PassageText>, isTyping = false): string | null {
  const passage = typeof text === 'string' ? { segments: [{ field: 'prose' as const, text }] } : text;
  const facts = someFacts({ tags: ['glaciology'], packages: ['xarray'] });
  const found = makeSnippet(
    parseQuery(typed, isTyping),
    { path: 'a.ipynb', segments: [], summary: '', ...passage },
    facts
  );
  let shown = found?.text ?? null;
  for (const [start, end] of [...(found?.marks ?? [])].reverse()) {
    shown = `${shown?.slice(0, start)}[${shown?.slice(start, end)}]${shown?.slice(end)}`;
  }
  return shown;
}

describe('makeSnippet', () => {
  it.each([
    ['marks every match', 'melt ice', 'Ice melts; the melt of ice.', '[Ice] [melts]; the [melt] of [ice].'],
    ['marks a phrase as one', '"sea ice"', 'The sea, sea ice and ice.', 'The sea, [sea ice] and ice.'],
    ['marks a compound that is named by a part', 'csv', 'df = pd.read_csv(path)', 'df = pd.[read_csv](path)'],
    ['marks a compound that is named as one word', 'readcsv', 'pd.read_csv(path)', 'pd.[read_csv](path)'],
    ['marks words as they are written', 'novak', 'by L. NOVÁK', 'by L. [NOVÁK]'],
    ['marks pairs of signs', '学習', '深層学習の入門', '深層[学習]の入門'],
    ['puts text on one line', 'melt', 'ice\n\n   melt', 'ice [melt]']
  ])('%s', (_, typed, text, expected) => {
    expect(snip(typed, text)).toBe(expected);
  });

  it('marks a word that is still typed', () => {
    expect(snip('altim', 'satellite altimetry', true)).toBe('satellite [altimetry]');
  });

  it('shows some 160 signs around the match, from a word on', () => {
    const shown = snip('glacier', `${LONG}Here is a glacier. ${LONG}`) ?? '';
    expect(shown).toMatch(/^…\w+ .*Here is a \[glacier\]\. Rivers/);
    expect(shown.length).toBeLessThanOrEqual(160 + 4);
  });

  it('prefers the place with most of the words', () => {
    expect(snip('ice melt', `Ice. ${LONG} Ice and melt. ${LONG}`)).toContain('[Ice] and [melt]');
  });

  it('finds a plural in -ies by its singular', () => {
    expect(snip('study', `${LONG} Two studies.`)).toContain('Two [studies]');
  });

  it('says in which file and field it stands', () => {
    const facts = someFacts();
    const passage: PassageText = { path: 'a.ipynb', segments: [{ field: 'code', text: 'melt()' }], summary: '' };
    expect(makeSnippet(parseQuery('melt'), passage, facts)).toEqual({
      field: 'code',
      path: 'a.ipynb',
      text: 'melt()',
      marks: [[0, 4]]
    });
  });

  it('looks only into the fields that are asked for', () => {
    const segments = [
      { field: 'prose' as const, text: 'melt here' },
      { field: 'code' as const, text: 'melt there' }
    ];
    expect(snip('melt in:code', { segments })).toBe('[melt] there');
  });

  it('shows the summary, or a name, where only the card matches', () => {
    expect(snip('melt', { summary: 'How ice melts.' })).toBe('How ice [melts].');
    expect(snip('xarray', {})).toBe('[xarray]');
  });

  it('shows nothing where only the title matches', () => {
    expect(snip('glacier', {})).toBeNull();
  });

  it('has marks inside its text, in order and apart, whatever the text', () => {
    fc.assert(
      fc.property(hostileText(80), hostileText(3), (text, typed) => {
        const query = parseQuery(typed);
        const passage: PassageText = { path: null, segments: [{ field: 'prose', text }], summary: '' };
        const found = query.all.length > 0 ? makeSnippet(query, passage, someFacts()) : null;
        let last = 0;
        for (const [start, end] of found?.marks ?? []) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(last).toBeLessThanOrEqual(found?.text.length ?? 0);
        expect(found?.text.isWellFormed() ?? true).toBe(true);
      })
    );
  });
});
