// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { headingName, headingsOf, withoutTitle } from './headings';
import type { PreviewCell, PreviewNotebook } from './notebook';

function aNotebook(...sources: string[]): PreviewNotebook {
  const cells = sources.map((source): PreviewCell => ({ kind: 'markdown', source, outputs: [], attachments: {} }));
  return { language: 'python', cells };
}

describe('headingsOf', () => {
  it('lists headings with their places, without their marks', () => {
    const notebook = aNotebook('# The *trend* of `dh`\ntext\n## [Data](x)', '### More ###');

    expect(headingsOf(notebook)).toEqual([
      { text: 'The trend of dh', level: 1, cell: 0, nth: 0 },
      { text: 'Data', level: 2, cell: 0, nth: 1 },
      { text: 'More', level: 3, cell: 1, nth: 0 }
    ]);
  });

  it('takes no comment in code for a heading', () => {
    expect(headingsOf(aNotebook('```python\n# not one\n```\n# One'))).toMatchObject([{ text: 'One' }]);
  });
});

describe('withoutTitle', () => {
  it('drops a first heading that repeats the title', () => {
    const notebook = withoutTitle(aNotebook('# Glacier  melt\n\nHow much?', '## Data'), 'Glacier melt');

    expect(notebook.cells.map(cell => cell.source)).toEqual(['How much?', '## Data']);
  });

  it('drops the cell that holds nothing else', () => {
    expect(withoutTitle(aNotebook('# Glacier melt', '## Data'), 'Glacier melt').cells).toHaveLength(1);
  });

  it('keeps another heading', () => {
    expect(withoutTitle(aNotebook('# Lab 1'), 'Glacier melt').cells).toHaveLength(1);
  });
});

describe('headingName', () => {
  it('is the same for a heading and the link to it', () => {
    expect(headingName('The error budget')).toBe(headingName('The-error-budget'));
  });
});
