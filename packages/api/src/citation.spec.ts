// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cite } from './citation';
import { aCard, aWork } from './testing';

describe('cite', () => {
  it('writes a line, a BibTeX entry and a CITATION.cff', () => {
    const { text, bibtex, cff } = cite(aWork());
    expect(text).toMatchInlineSnapshot(
      `"A. Rivera, J. Okafor (2026). Glacier melt from satellite altimetry (version 1.2.0) [Computational notebook]. Ocean Hub. https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e"`
    );
    expect(bibtex).toMatchInlineSnapshot(`
"@misc{rivera2026,
  author = {A. Rivera and J. Okafor},
  title = {{Glacier melt from satellite altimetry}},
  year = {2026},
  version = {1.2.0},
  howpublished = {Computational notebook, Ocean Hub},
  url = {https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e}
}
"
`);
    expect(cff).toMatchInlineSnapshot(`
"cff-version: 1.2.0
message: If you use this work, cite it as below.
type: dataset
title: "Glacier melt from satellite altimetry"
authors:
  - name: "A. Rivera"
  - name: "J. Okafor"
version: "1.2.0"
date-released: 2026-11-22
url: "https://hub-a.example/services/atrium/works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e"
license: "CC-BY-4.0"
keywords:
  - "glaciology"
  - "altimetry"
"
`);
  });

  it('keeps hostile titles from breaking out of their format', () => {
    const work = aWork({ card: aCard({ title: 'a} , url={x} \\input{y}\n"b": & 100 %', authors: [{ name: '李' }] }) });
    const { bibtex, cff } = cite(work);
    expect(bibtex).toContain('title = {{a\\} , url=\\{x\\} \\textbackslash{}input\\{y\\}');
    expect(bibtex.startsWith('@misc{2026,')).toBe(true);
    expect(cff).toContain('title: "a} , url={x} \\\\input{y}\\n\\"b\\": & 100 %"\n');
  });
});
