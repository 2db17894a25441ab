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
  readonly mustHold: {
    /** Lines the student wrote. */
    readonly mine: readonly string[];
    /** Lines of the instructor in cells that the student did not touch. */
    readonly theirs: readonly string[];
    /** Tags that the instructor put on cells, for grading. */
    readonly tags: readonly string[];
  };
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

/** A tenth of the cells changed, a tenth tagged, and one inserted. */
function revise(notebook: Notebook, random: Random): Edited & { tags: string[] } {
  const edited = editSome(notebook, random, 'instructor', () => random(10) === 0);
  const tags: string[] = [];
  const tagged = edited.notebook.cells.map((cell, index): Cell => {
    if (random(10) > 0) {
      return cell;
    }
    tags.push(`graded-${index}`);
    return { ...cell, metadata: { tags: [`graded-${index}`] } };
  });
  const line = `${lineOf(random)} # instructor-new`;
  const hasIds = notebook.nbformat_minor === 5;
  const added: Cell = { cell_type: 'markdown', metadata: {}, source: line, ...(hasIds && { id: 'instructor-new' }) };
  edited.lines.set(-1, line);
  const cells = tagged.toSpliced(random(notebook.cells.length), 0, added);
  return { notebook: { ...notebook, cells }, lines: edited.lines, tags };
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

function freshId(notebook: Notebook, id: string): { id?: string } {
  return notebook.nbformat_minor === 5 ? { id } : {};
}

/** Cuts a cell in two; as JupyterLab does, the last piece keeps the id. */
function split(notebook: Notebook, random: Random): Notebook {
  const at = notebook.cells.findIndex((cell, index) => index >= random(10) && cell.source.split('\n').length > 3);
  const cell = notebook.cells[at];
  if (!cell) {
    return notebook;
  }
  const lines = cell.source.split('\n');
  const first = { ...cell, source: lines.slice(0, 2).join('\n'), ...freshId(notebook, 'split-first') };
  return { ...notebook, cells: notebook.cells.toSpliced(at, 1, first, { ...cell, source: lines.slice(2).join('\n') }) };
}

/** Joins two neighbours under a new id. */
function join(notebook: Notebook, random: Random): Notebook {
  const at = 12 + random(notebook.cells.length - 16);
  const [one, other] = notebook.cells.slice(at, at + 2);
  if (!one || !other) {
    return notebook;
  }
  const source = `${one.source}\n${other.source}`;
  return { ...notebook, cells: notebook.cells.toSpliced(at, 2, { ...one, source, ...freshId(notebook, 'joined') }) };
}

function move(notebook: Notebook, random: Random): Notebook {
  const from = random(10);
  const cell = notebook.cells[from];
  return cell ? { ...notebook, cells: notebook.cells.toSpliced(from, 1).toSpliced(from + 3, 0, cell) } : notebook;
}

/** A text becomes code. */
function retype(notebook: Notebook, random: Random): Notebook {
  const at = 2 * random(Math.floor(notebook.cells.length / 2));
  const cells = notebook.cells.map((cell, index): Cell =>
    index === at ? { ...cell, cell_type: 'code', outputs: [], execution_count: null } : cell
  );
  return { ...notebook, cells };
}

/** `text`: as the student's program wrote it. `isRegrouped`: cells were split and joined. */
type Student = (notebook: Notebook, random: Random) => Edited & { text?: string; isRegrouped?: boolean };

/** By what a student does to a copy. */
const STUDENTS: Readonly<Record<string, Student>> = {
  'only saved': notebook => ({ notebook, lines: new Map() }),
  'ran everything': (notebook, random) => ({ notebook: rerun(notebook, random), lines: new Map() }),
  'saved with ids added': notebook => ({ notebook: withNewIds(notebook), lines: new Map() }),
  'really worked': edit,
  'worked, indented anew': (notebook, random) => {
    const { notebook: edited, lines } = edit(notebook, random);
    const text = JSON.stringify(JSON.parse(writeNotebook(edited)), null, 4);
    return { notebook: edited, lines, text };
  },
  'worked, split, joined and moved cells': (notebook, random) => {
    const { notebook: edited, lines } = edit(notebook, random);
    return { notebook: move(join(split(edited, random), random), random), lines, isRegrouped: true };
  },
  'worked, made a text code': (notebook, random) => {
    const { notebook: edited, lines } = edit(notebook, random);
    return { notebook: retype(edited, random), lines };
  }
};

/** What a student can do, for histories from elsewhere too. */
export const BEHAVIOURS = Object.keys(STUDENTS);

/** Cases of notebooks with 20 to 60 cells, every other one without ids, every third written by another program. */
export function* cases(count: number): Generator<Case> {
  for (const name of BEHAVIOURS) {
    for (let seed = 1; seed <= count; seed += 1) {
      const random = randomOf(seed);
      const base = aCourseNotebook(random, 20 + random(40), seed % 2 === 0);
      yield caseOf(
        name,
        { base, theirs: revise(base, random), write: seed % 3 === 0 ? writeForeign : writeNotebook },
        random
      );
    }
  }
}

/** As other programs write notebooks: indented by two, texts in one piece, keys in their own order. */
function writeForeign(notebook: Notebook): string {
  const plain = JSON.parse(writeNotebook(notebook)) as { cells: { source: string[] }[] };
  const cells = plain.cells.map(cell => ({ ...cell, source: [cell.source].flat().join('') }));
  return `${JSON.stringify({ ...plain, cells }, null, 2)}\n`;
}

type Revision = { base: Notebook; theirs: Edited & { tags: string[] }; write: (notebook: Notebook) => string };

function caseOf(name: string, { base, theirs, write }: Revision, random: Random): Case {
  const mine: ReturnType<Student> = (STUDENTS[name] ?? edit)(base, random);
  const kept = new Set(mine.notebook.cells.map(({ source }) => source));
  const isTouched = (index: number): boolean => index >= 0 && !kept.has(base.cells[index]?.source ?? '');
  const untouched = [...theirs.lines].filter(([index]) => !isTouched(index));
  // A tag has no place of its own where cells were split or joined: it is asked about with the cell.
  const tagged = mine.isRegrouped ? theirs.tags.map(tag => Number(tag.slice('graded-'.length))) : [];
  const changed = new Set([...theirs.lines.keys(), ...tagged]);
  return {
    name,
    base: write(base),
    mine: mine.text ?? writeNotebook(mine.notebook),
    theirs: write(theirs.notebook),
    mustHold: { mine: [...mine.lines.values()], theirs: untouched.map(([, line]) => line), tags: theirs.tags },
    conflicts: [...changed].filter(isTouched).length
  };
}

/**
 * Cases of a revision that an instructor really made.
 *
 * @param base - as the older release has it; `theirs` as the newer one
 */
export function realCase(name: string, base: Notebook, theirs: Notebook, seed: number): Case {
  const random = randomOf(seed);
  const mine: ReturnType<Student> = (STUDENTS[name] ?? edit)(base, random);
  const known = new Set(base.cells.flatMap(({ source }) => source.split('\n')));
  const touched = new Set([...mine.lines.keys()].flatMap(index => base.cells[index]?.source ?? []));
  const isTouched = touched.size > 0;
  const added = theirs.cells.flatMap(({ source }) => source.split('\n')).filter(line => !known.has(line));
  return {
    name,
    base: writeNotebook(base),
    mine: mine.text ?? writeNotebook(mine.notebook),
    theirs: writeNotebook(theirs),
    // Which cell a line belongs to is what a merge has to find out: only where the student wrote nothing all lines must come.
    mustHold: {
      mine: [...mine.lines.values()],
      theirs: isTouched ? [] : added.filter(line => line.trim() !== ''),
      tags: []
    },
    conflicts: NaN
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
    mustHold: { mine: [], theirs: [], tags: [] },
    conflicts: 0
  };
}
