// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, isJsonList, isJsonObject } from '../json/json.ts';
import { mintId } from './mint-id.ts';
import { type Cell, type Notebook, type Output, minorOf, without } from './notebook.ts';

/** What a repair did to one cell, or to the notebook itself (`cell` null). */
export type Repair = {
  readonly kind: 'added' | 'id-added' | 'id-renewed' | 'id-removed' | 'moved' | 'tags';
  /** Counted from 0. */
  readonly cell: number | null;
  /** The key it concerns. */
  readonly key: string;
};

/** A notebook put in order, and what was done to it. */
export type Repaired = { readonly notebook: Notebook; readonly repairs: readonly Repair[] };

const COMMON_KEYS = ['cell_type', 'source', 'metadata', 'id'];
const CELL_KEYS: Readonly<Record<string, readonly string[]>> = {
  code: [...COMMON_KEYS, 'outputs', 'execution_count'],
  markdown: [...COMMON_KEYS, 'attachments'],
  raw: [...COMMON_KEYS, 'attachments']
};
const ROOT_KEYS = ['nbformat', 'nbformat_minor', 'metadata', 'cells'];
const VALID_ID = /^[a-zA-Z0-9_-]{1,64}$/;

type Note = (kind: Repair['kind'], key: string) => void;

/**
 * Adds what a notebook's schema demands and moves what it forbids into metadata: missing metadata, outputs and counts;
 * ids missing, repeated (the first keeps it) or malformed; unknown keys; repeated tags.
 *
 * Nothing is dropped but empty tags, and ids that the format forbids. Ids come from the cells' content.
 *
 * @returns the same notebook, and no repairs, if nothing was needed
 */
export function repairNotebook(notebook: Notebook): Repaired {
  return repairedWith(notebook, repairIds);
}

/**
 * Repairs all that `repairNotebook` does but ids: those that name no single cell are only taken away, whatever the
 * format, so that the others can tell which cell is which.
 *
 * @returns the same notebook, and no repairs, if nothing was needed
 */
export function repairContent(notebook: Notebook): Repaired {
  return repairedWith(notebook, dropBadIds);
}

type NoteOf = (cell: number | null) => Note;

function repairedWith(notebook: Notebook, repairAllIds: (notebook: Notebook, noteOf: NoteOf) => Notebook): Repaired {
  const repairs: Repair[] = [];
  const noteOf: NoteOf = cell => (kind, key) => void repairs.push({ kind, cell, key });
  const root = repairRoot(notebook, noteOf(null));
  const repaired = notebook.cells.map((cell, index) => {
    const before = repairs.length;
    const other = repairCell(cell, noteOf(index));
    return repairs.length === before ? cell : other;
  });
  const { cells } = repairAllIds({ ...root, cells: repaired }, noteOf);
  return repairs.length === 0 ? { notebook, repairs } : { notebook: { ...root, cells }, repairs };
}

function dropBadIds(notebook: Notebook, noteOf: NoteOf): Notebook {
  const seen = new Set<string>();
  const cells = notebook.cells.map((cell, index): Cell => {
    const { id } = cell;
    if (typeof id === 'string' && VALID_ID.test(id) && !seen.has(id)) {
      seen.add(id);
      return cell;
    }
    return id === undefined ? cell : withoutId(cell, noteOf(index));
  });
  return { ...notebook, cells };
}

/**
 * Gives every cell an id of its own in a notebook of format 4.5; takes all ids away in an earlier one.
 *
 * @returns the same notebook if nothing was needed
 */
export function addIds(notebook: Notebook): Notebook {
  return repairIds(notebook, () => () => undefined);
}

function repairRoot(notebook: Notebook, note: Note): JsonObject {
  return moveUnknown(addMissing(notebook, { nbformat_minor: 0, metadata: {} }, note), ROOT_KEYS, note);
}

function repairCell(cell: Cell, note: Note): Cell {
  const isCode = cell.cell_type === 'code';
  const whole = addMissing(cell, { metadata: {}, ...(isCode && { outputs: [], execution_count: null }) }, note);
  const known = Object.hasOwn(CELL_KEYS, cell.cell_type) ? CELL_KEYS[cell.cell_type] : undefined;
  const moved = known ? moveUnknown(whole, known, note) : whole;
  return {
    ...moved,
    cell_type: cell.cell_type,
    source: cell.source,
    metadata: isJsonObject(moved.metadata) ? repairTags(moved.metadata, note) : {},
    ...(isCode && { outputs: (cell.outputs ?? []).map(output => repairOutput(output, note)) })
  };
}

function addMissing(object: JsonObject, defaults: JsonObject, note: Note): JsonObject {
  const missing = Object.keys(defaults).filter(key => object[key] === undefined);
  missing.forEach(key => note('added', key));
  return missing.length === 0 ? object : { ...defaults, ...object };
}

function repairOutput(output: Output, note: Note): Output {
  const isResult = output.output_type === 'execute_result';
  if (!isResult && output.output_type !== 'display_data') {
    return output;
  }
  const defaults = { metadata: {}, data: {}, ...(isResult && { execution_count: null }) };
  return {
    ...addMissing(output, defaults, (kind, key) => note(kind, `outputs.${key}`)),
    output_type: output.output_type
  };
}

function repairTags(metadata: JsonObject, note: Note): JsonObject {
  const { tags } = metadata;
  if (!isJsonList(tags)) {
    return metadata;
  }
  const proper = [...new Set(tags)].filter(tag => typeof tag !== 'string' || tag !== '');
  if (proper.length === tags.length) {
    return metadata;
  }
  note('tags', 'tags');
  return { ...metadata, tags: proper };
}

function moveUnknown(object: JsonObject, known: readonly string[], note: Note): JsonObject {
  const unknown = Object.keys(object).filter(key => !known.includes(key) && object[key] !== undefined);
  if (unknown.length === 0) {
    return object;
  }
  let metadata: JsonObject = isJsonObject(object.metadata) ? object.metadata : {};
  for (const key of unknown) {
    note('moved', key);
    metadata = { ...metadata, [freeKey(metadata, key)]: object[key] };
  }
  return { ...without(object, unknown), metadata };
}

/** A key under which an object has nothing yet. */
export function freeKey(object: JsonObject, key: string): string {
  return object[key] === undefined ? key : freeKey(object, `${key}_`);
}

function repairIds(notebook: Notebook, noteOf: NoteOf): Notebook {
  const needsIds = minorOf(notebook) >= 5;
  const ids = notebook.cells.map(cell => (typeof cell.id === 'string' && VALID_ID.test(cell.id) ? cell.id : null));
  const taken = new Set(ids.filter(id => id !== null));
  const kept = new Set<string>();
  const cells = notebook.cells.map((cell, index): Cell => {
    const note = noteOf(index);
    const id = ids[index] ?? null;
    if (!needsIds) {
      return cell.id === undefined ? cell : withoutId(cell, note);
    }
    if (id !== null && !kept.has(id)) {
      kept.add(id);
      return cell;
    }
    note(cell.id === undefined ? 'id-added' : 'id-renewed', 'id');
    return { ...cell, id: mintId(`${cell.cell_type}:${cell.source}`, taken) };
  });
  return cells.every((cell, index) => cell === notebook.cells[index]) ? notebook : { ...notebook, cells };
}

function withoutId(cell: Cell, note: Note): Cell {
  note('id-removed', 'id');
  return { ...without(cell, ['id']), cell_type: cell.cell_type, source: cell.source };
}
