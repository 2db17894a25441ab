// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { codeLanguage, hubHost, proseLanguage } from './formats';

describe('formats', () => {
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
