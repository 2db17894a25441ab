// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { nullTranslator } from '@jupyterlab/translation';
import { codeLanguage, formatAge, formatBytes, formatCount, hubHost, proseLanguage } from './formats';

describe('formats', () => {
  it('writes sizes as people read them', () => {
    expect([0, 742, 12_400_000, 348_000].map(formatBytes)).toEqual(['0 bytes', '742 bytes', '12.4 MB', '348 kB']);
  });

  it('groups the digits of large numbers', () => {
    expect(formatCount(100_000)).toBe('100,000');
  });

  it('calls the last minute “just now”, whichever clock is ahead', () => {
    const trans = nullTranslator.load('jupyter_atrium');
    const ages = [-5, 0, 59, 180].map(seconds => formatAge(new Date(Date.now() - seconds * 1000).toISOString(), trans));
    expect(ages).toEqual(['just now', 'just now', 'just now', '3 minutes ago']);
  });

  it('names programming languages as people write them', () => {
    expect(['python', 'r', 'c++', 'javascript'].map(codeLanguage)).toEqual(['Python', 'R', 'C++', 'JavaScript']);
  });

  it('names the language of a text, and keeps a tag that is none', () => {
    expect([proseLanguage('de'), proseLanguage('??')]).toEqual(['German', '??']);
  });

  it('names a hub by its host', () => {
    expect(hubHost('coast-hub.example/services/atrium')).toBe('coast-hub.example');
  });
});
