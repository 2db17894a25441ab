// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Revisions of notebooks by instructors, and what students made of them meanwhile; the same on every machine. */
import type { Cell, Notebook } from '../src/notebook/notebook.ts';
import { without } from '../src/notebook/notebook.ts';
import { writeNotebook } from '../src/notebook/write.ts';

/** Numbers from 0 up to, not including, a limit. */
export type Random = (limit: number) => number;

/** One case: three files, and what must come of them. */
export type Case = {
  readonly name: string;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Lines the student wrote, and those of the instructor in cells that the student did not touch. */
  readonly mustHold: { readonly mine: readonly string[]; readonly theirs: readonly string[] };
  /** Cells that both changed. */
  readonly conflicts: number;
};

/** @see mulberry32 by Tommy Ettinger, public domain */
export function randomOf(seed: number): Random {
  let state = seed;
  return limit => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * limit);
  };
}

const WORDS =
  'data plot mean sum rate model fit axis label value index frame array depth ice core melt year load clean'.split(' ');

function lineOf(random: Random): string {
  const words = Array.from({ length: 3 + random(6) }, () => WORDS[random(WORDS.length)] ?? '');
  return `${words.join('_')} = ${random(100_000)}`;
}

/** A notebook of so many cells, half of them code with about 2 KB of output each. */
export function aCourseNotebook(random: Random, cells: number, hasIds: boolean): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: hasIds ? 5 : 4,
    metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
    cells: Array.from({ length: cells }, (_, index): Cell => {
      const source = Array.from({ length: 2 + random(12) }, () => lineOf(random)).join('\n');
      const id = hasIds ? { id: `cell-${index}` } : {};
      return index % 2 === 0
        ? { cell_type: 'markdown', metadata: {}, source, ...id }
        : { cell_type: 'code', metadata: {}, source, ...runOf(random), ...id };
    })
  };
}

function runOf(random: Random): Pick<Cell, 'outputs'> & { execution_count: number } {
  const text = Array.from({ length: 40 }, () => `${lineOf(random)}\n`).join('');
  return { execution_count: 1 + random(999), outputs: [{ output_type: 'stream', name: 'stdout', text }] };
}

type Edited = { notebook: Notebook; lines: Map<number, string> };

/** Replaces a line in a share of the cells; tells which, and the new line. */
function editSome(notebook: Notebook, random: Random, mark: string, which: (index: number) => boolean): Edited {
  const lines = new Map<number, string>();
  const cells = notebook.cells.map((cell, index): Cell => {
    if (!which(index)) {
      return cell;
    }
    const old = cell.source.split('\n');
    const line = `${lineOf(random)} # ${mark}${index}`;
    lines.set(index, line);
    return { ...cell, source: old.with(random(old.length), line).join('\n') };
  });
  return { notebook: { ...notebook, cells }, lines };
}

/** A tenth of the cells changed, and one inserted. */
function revise(notebook: Notebook, random: Random): Edited {
  const edited = editSome(notebook, random, 'instructor', () => random(10) === 0);
  const line = `${lineOf(random)} # instructor-new`;
  const hasIds = notebook.nbformat_minor === 5;
  const added: Cell = { cell_type: 'markdown', metadata: {}, source: line, ...(hasIds && { id: 'instructor-new' }) };
  edited.lines.set(-1, line);
  const cells = edited.notebook.cells.toSpliced(random(notebook.cells.length), 0, added);
  return { notebook: { ...notebook, cells }, lines: edited.lines };
}

function rerun(notebook: Notebook, random: Random): Notebook {
  const cells = notebook.cells.map((cell): Cell => (cell.cell_type === 'code' ? { ...cell, ...runOf(random) } : cell));
  return { ...notebook, cells };
}

function edit(notebook: Notebook, random: Random): Edited {
  const hasIds = notebook.nbformat_minor === 5;
  const isChosen = (index: number): boolean => notebook.cells[index]?.cell_type === 'code' && random(5) === 0;
  const edited = editSome(rerun(notebook, random), random, 'student', isChosen);
  let cells = edited.notebook.cells;
  for (const number of [1, 2]) {
    const source = `${lineOf(random)} # student-new-${number}`;
    const id = hasIds ? { id: `student-${number}` } : {};
    cells = cells.toSpliced(random(cells.length), 0, {
      cell_type: 'code',
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
      ...id
    });
    edited.lines.set(-number, source);
  }
  return { notebook: { ...notebook, cells }, lines: edited.lines };
}

/** As another Jupyter saves it: with ids, or with other ids. */
function withNewIds(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell, index): Cell => {
    const bare = without(cell, ['id']);
    return { ...bare, cell_type: cell.cell_type, source: cell.source, id: `saved-${index}` };
  });
  return { ...notebook, nbformat_minor: 5, cells };
}

/** By what a student does to a copy. */
const STUDENTS: Readonly<Record<string, (notebook: Notebook, random: Random) => Edited & { text?: string }>> = {
  ran: (notebook, random) => ({ notebook: rerun(notebook, random), lines: new Map() }),
  edited: edit,
  'edited, saved with other ids': (notebook, random) => {
    const { notebook: edited, lines } = edit(notebook, random);
    return { notebook: withNewIds(edited), lines };
  },
  'edited, indented anew': (notebook, random) => {
    const { notebook: edited, lines } = edit(notebook, random);
    const text = JSON.stringify(JSON.parse(writeNotebook(edited)), null, 4);
    return { notebook: edited, lines, text };
  }
};

/** Cases of notebooks with 20 to 60 cells, every other one without ids. */
export function* cases(count: number): Generator<Case> {
  for (const [name, student] of Object.entries(STUDENTS)) {
    for (let seed = 1; seed <= count; seed += 1) {
      yield caseOf(name, seed, student);
    }
  }
}

function caseOf(
  name: string,
  seed: number,
  student: (notebook: Notebook, random: Random) => Edited & { text?: string }
): Case {
  const random = randomOf(seed);
  const base = aCourseNotebook(random, 20 + random(40), seed % 2 === 0);
  const theirs = revise(base, random);
  const mine = student(base, random);
  const untouched = [...theirs.lines].filter(([index]) => index < 0 || !mine.lines.has(index));
  return {
    name,
    base: writeNotebook(base),
    mine: mine.text ?? writeNotebook(mine.notebook),
    theirs: writeNotebook(theirs.notebook),
    mustHold: { mine: [...mine.lines.values()], theirs: untouched.map(([, line]) => line) },
    conflicts: theirs.lines.size - untouched.length
  };
}

/** A large notebook: a fifth of its code cells edited and all run anew by mine, a tenth changed by theirs. */
export function largeCase(cells: number, hasIds: boolean): Case {
  const random = randomOf(cells + (hasIds ? 1 : 0));
  const base = aCourseNotebook(random, cells, hasIds);
  const [mine, theirs] = [edit(base, random), revise(base, random)];
  return {
    name: `${cells} cells, ${hasIds ? 'ids' : 'no ids'}`,
    base: writeNotebook(base),
    mine: writeNotebook(mine.notebook),
    theirs: writeNotebook(theirs.notebook),
    mustHold: { mine: [], theirs: [] },
    conflicts: 0
  };
}
