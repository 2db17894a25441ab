// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest } from '@jupyter-atrium/api/testing';
import { ME, aPage, aReleaseWithFiles, aScan } from '../../test/fakes';
import { EMPTY_FORM, cardOf, edit, faultsOf, isCardAsBefore, labelAfter, prefill } from './card-form';

const lastUsed = { authors: [], audience: 'hub', withOutputs: false } as const;
const before = { page: aPage(), release: aReleaseWithFiles() };

describe('labelAfter', () => {
  it.each([
    ['1.3.0', '1.4.0'],
    ['1.9.7', '1.10.0'],
    ['3', '4'],
    ['2026-09', '2026-10'],
    ['spring', 'spring-2'],
    ['v1', 'v2']
  ])('proposes what comes after %s', (label, next) => {
    expect(labelAfter(label)).toBe(next);
  });

  it('never proposes a label that is too long', () => {
    expect(labelAfter('x'.repeat(64))).toHaveLength(64);
  });
});

describe('prefill', () => {
  it('leaves the licence open while nobody ever chose one', () => {
    const form = prefill(EMPTY_FORM, { scan: aScan(), me: ME, lastUsed, before: null });
    expect(form.licence).toBeUndefined();
    expect(form.from.licence).toBeUndefined();
  });

  it('takes authors and licence of the notebook before those last used', () => {
    const scan = aScan({
      card: { ...aScan().card, authors: [{ name: 'L. Novák' }], licence: 'MIT' },
      from: { authors: 'metadata', licence: 'metadata' }
    });
    const form = prefill(EMPTY_FORM, {
      scan,
      me: ME,
      lastUsed: { ...lastUsed, licence: 'CC0-1.0', authors: [{ name: 'J. Okafor' }] },
      before: null
    });
    expect(form).toMatchObject({ authors: [{ name: 'L. Novák' }], licence: 'MIT', from: { licence: 'metadata' } });
  });

  it('keeps fields that were written, even as empty', () => {
    const form = prefill(edit(EMPTY_FORM, { summary: '' }), { scan: aScan(), me: ME, lastUsed, before: null });
    expect(form.summary).toBe('');
    expect(form.title).toBe('Glacier melt');
  });
});

describe('faultsOf', () => {
  const good = { ...EMPTY_FORM, title: 'T', authors: [{ name: 'A' }], licence: null };

  it('finds nothing wrong with a filled card', () => {
    expect(faultsOf(good, null)).toEqual([]);
  });

  it('lists what is missing in the order of the fields', () => {
    expect(faultsOf(EMPTY_FORM, null).map(fault => fault.field)).toEqual(['title', 'authors', 'licence']);
  });

  it.each([
    ['', 'missing'],
    ['one two', 'malformed'],
    ['-1', 'malformed'],
    ['x'.repeat(65), 'malformed'],
    ['1.3.0', 'taken']
  ])('refuses the label “%s”: %s', (label, kind) => {
    expect(faultsOf({ ...good, label }, before)).toEqual([{ field: 'label', kind }]);
  });

  it('refuses a title of more than 300 characters', () => {
    expect(faultsOf({ ...good, title: 'x'.repeat(301) }, null)).toEqual([{ field: 'title', kind: 'too-long' }]);
  });
});

describe('cardOf', () => {
  it('keeps the file to open first while it is there', () => {
    const files = [{ path: 'glacier-melt.ipynb', digest: aDigest('1'), size: 1, mediaType: 'text/plain' }];
    const scan = aScan({ files, card: { ...aScan().card, entry: 'other.ipynb' } });
    expect(cardOf(EMPTY_FORM, scan, before).entry).toBe('glacier-melt.ipynb');
    expect(cardOf(EMPTY_FORM, aScan({ files: [] }), before).entry).toBe('glacier-melt.ipynb');
    expect(cardOf(EMPTY_FORM, scan, null).entry).toBe('other.ipynb');
  });
});

describe('isCardAsBefore', () => {
  it('tells a changed card from one that is as it was', () => {
    const form = prefill(EMPTY_FORM, { scan: aScan(), me: ME, lastUsed, before });
    expect(isCardAsBefore(form, before)).toBe(true);
    expect(isCardAsBefore(edit(form, { tags: ['new'] }), before)).toBe(false);
  });
});
