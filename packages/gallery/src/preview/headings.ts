// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { PreviewNotebook } from './notebook';

/** A heading of a notebook, and where it is. */
export type Heading = {
  readonly text: string;
  /** 1 to 6. */
  readonly level: number;
  /** The cell, and which heading of the cell. */
  readonly cell: number;
  readonly nth: number;
};

/** Lists the headings of Markdown cells, in order. */
export function headingsOf(notebook: PreviewNotebook): Heading[] {
  return notebook.cells.flatMap((cell, index) =>
    cell.kind === 'markdown'
      ? headingLines(cell.source).map(({ text, level }, nth) => ({ text, level, cell: index, nth }))
      : []
  );
}

/** The name of a heading in links, as Jupyter makes it; compare both sides through it. */
export function headingName(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-');
}

/** The first heading without its cell repeating a title that stands above. */
export function withoutTitle(notebook: PreviewNotebook, title: string): PreviewNotebook {
  const first = notebook.cells[0];
  const [heading] = first?.kind === 'markdown' ? headingLines(first.source) : [];
  if (!first || heading?.line !== 0 || headingName(heading.text) !== headingName(title)) {
    return notebook;
  }
  const rest = first.source.trimStart().split('\n').slice(1).join('\n').trim();
  const cells = rest === '' ? notebook.cells.slice(1) : [{ ...first, source: rest }, ...notebook.cells.slice(1)];
  return { ...notebook, cells };
}

function headingLines(source: string): { text: string; level: number; line: number }[] {
  const headings: { text: string; level: number; line: number }[] = [];
  let fence = '';
  source
    .trimStart()
    .split('\n')
    .forEach((line, index) => {
      const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
      if (mark !== '' && (fence === '' || mark.startsWith(fence))) {
        fence = fence === '' ? mark : '';
      }
      const heading = fence === '' ? /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/.exec(line) : null;
      if (heading) {
        headings.push({ text: plain(heading[2] ?? ''), level: (heading[1] ?? '').length, line: index });
      }
    });
  return headings;
}

/** A heading without the marks of its emphasis, links and code. */
function plain(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`]+/g, '')
    .trim();
}
