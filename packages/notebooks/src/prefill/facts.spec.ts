// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFile } from '../files/work-file.ts';
import { FACTS_VERSION, fileFacts } from './facts.ts';

describe('fileFacts', () => {
  it('tells under this version just these facts: with others, the version must rise', () => {
    const facts = fileFacts(readFile('a.md', new TextEncoder().encode('# Ice\n\nHow much is lost.\n')));
    expect([FACTS_VERSION, Object.keys(facts), Object.keys(facts.needs)]).toEqual([
      1,
      ['path', 'needs', 'title', 'headings', 'paragraphs', 'prose', 'authors', 'figures', 'outputs'],
      ['path', 'isNotebook', 'language', 'kernel', 'packages', 'files']
    ]);
  });
});
