// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import * as Y from 'yjs';
import { isForbiddenName } from './bytes-reader.ts';

/** A document is not, or would no longer be, a notebook that a room may hold. */
export class RuleError extends Error {
  override name = 'RuleError';
  readonly reason: 'refused' | 'full' | 'too-large';

  constructor(message: string, reason: RuleError['reason'] = 'refused') {
    super(message);
    this.reason = reason;
  }
}

type Check = (value: unknown) => void;
type Shared = Y.Transaction['changed'] extends Map<infer T, unknown> ? T : never;

const CELL_TYPES: ReadonlySet<unknown> = new Set(['code', 'markdown', 'raw']);
const OUTPUT_TYPES: ReadonlySet<unknown> = new Set(['stream', 'display_data', 'execute_result', 'error']);
const MOST_OUTPUTS = 1000;
const MOST_KEYS = 500;
const MOST_ID = 64;

/** What the values of a cell may be. */
const CELL: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['id', value => demand(typeof value === 'string' && value.length > 0 && value.length <= MOST_ID, 'A cell’s id')],
  ['cell_type', value => demand(CELL_TYPES.has(value), 'A cell’s type')],
  ['source', value => checkText(value, 'A source')],
  ['metadata', value => checkMetadata(value)],
  ['attachments', value => checkPlain(value, 'An attachment')],
  ['outputs', value => checkOutputs(value)],
  ['execution_count', value => demand(value === null || Number.isInteger(value), 'A count')],
  ['execution_state', value => demand(value === null || typeof value === 'string', 'A state')]
]);

const REQUIRED = ['id', 'cell_type', 'source', 'metadata'];

const META: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['nbformat', value => demand(value === 4, 'The format')],
  ['nbformat_minor', value => demand(Number.isInteger(value), 'The format')],
  ['metadata', value => checkMetadata(value)]
]);

/** What is at the top of a notebook's document. */
export function rootsOf(doc: Y.Doc): { meta: Y.Map<unknown>; cells: Y.Array<unknown>; state: Y.Map<unknown> } {
  return { meta: doc.getMap('meta'), cells: doc.getArray('cells'), state: doc.getMap('state') };
}

/**
 * Checks what a transaction changed, at the cost of what it changed.
 *
 * @param known - cells that were looked at before
 * @throws RuleError
 */
export function checkChange(transaction: Y.Transaction, known: WeakSet<object>): void {
  const { doc } = transaction;
  const { meta, cells, state } = rootsOf(doc);
  demand(doc.share.size === 3, 'What is beside the cells');
  for (const [type, keys] of transaction.changed) {
    if ((type as unknown) === cells) {
      checkCells(cells, known);
    } else if ((type as unknown) === meta) {
      checkMap(meta, META, keys);
    } else if ((type as unknown) === state) {
      checkState(state);
    } else {
      checkInner(type, keys, { meta, cells, known });
    }
  }
}

/**
 * Checks a whole document.
 *
 * @throws RuleError
 */
export function checkWhole(doc: Y.Doc, known: WeakSet<object>): void {
  const { meta, cells, state } = rootsOf(doc);
  demand(doc.share.size === 3, 'What is beside the cells');
  checkCells(cells, known);
  checkMap(meta, META, new Set(meta.keys()));
  checkState(state);
}

/** The cells' own list: cells only, each looked at once, the rest when it changes. */
function checkCells(cells: Y.Array<unknown>, known: WeakSet<object>): void {
  demand(cells._map.size === 0, 'The list of cells');
  if (cells.length > LIMITS.roomCells) {
    throw new RuleError(`A room holds at most ${LIMITS.roomCells} cells.`, 'full');
  }
  cells.forEach(cell => {
    if (typeof cell === 'object' && cell !== null && known.has(cell)) {
      return;
    }
    demand(cell instanceof Y.Map, 'A cell');
    checkMap(cell, CELL, new Set(cell.keys()));
    demand(
      REQUIRED.every(key => cell.has(key)),
      'A cell'
    );
    known.add(cell);
  });
}

type Place = { meta: Y.Map<unknown>; cells: Y.Array<unknown>; known: WeakSet<object> };

/** Something inside a cell or inside the notebook's metadata. */
function checkInner(type: Shared, keys: ReadonlySet<string | null>, { meta, cells, known }: Place): void {
  const inner: unknown = type;
  const parent: unknown = type.parent;
  if (isGone(type)) {
    return;
  }
  if (parent === cells) {
    demand(inner instanceof Y.Map, 'A cell');
    checkMap(inner, CELL, keys);
    demand(
      REQUIRED.every(key => inner.has(key)),
      'A cell'
    );
    return;
  }
  if (parent === meta) {
    return checkMetadata(inner);
  }
  const [cell, key] = placeInCell(type, cells);
  demand(cell !== null, 'Where something is');
  if (known.has(cell)) {
    CELL.get(key)?.(cell.get(key));
  }
}

/** @returns the cell around something, and below which of its keys that is */
function placeInCell(type: Shared, cells: unknown): [Y.Map<unknown> | null, string] {
  let inner: Shared | null = type;
  for (let depth = 0; inner && depth < 4; depth++) {
    const parent = parentOf(inner);
    const cell: unknown = parent;
    if (cell instanceof Y.Map && (cell.parent as unknown) === cells) {
      return [cell, inner._item?.parentSub ?? ''];
    }
    inner = parent;
  }
  return [null, ''];
}

function parentOf(type: Shared): Shared | null {
  return type.parent as Shared | null;
}

function isGone(type: Shared): boolean {
  for (let inner: Shared | null = type; inner; inner = parentOf(inner)) {
    if (inner._item?.deleted) {
      return true;
    }
  }
  return false;
}

function checkMap(map: Y.Map<unknown>, rules: ReadonlyMap<string, Check>, keys: ReadonlySet<string | null>): void {
  demand(map._start === null, 'A list inside a map');
  for (const key of keys) {
    const rule = rules.get(key ?? '');
    demand(rule !== undefined, 'A name');
    if (key !== null && map.has(key)) {
      rule(map.get(key));
    }
  }
}

function checkMetadata(value: unknown): void {
  demand(value instanceof Y.Map && value._start === null && value.size <= MOST_KEYS, 'Metadata');
  demand(!value.has('trusted'), 'Trust');
  let bytes = 0;
  value.forEach((each, key) => {
    demand(!isForbiddenName(key), 'A name');
    bytes += checkPlain(each, 'Metadata');
  });
  checkSize(bytes);
}

function checkState(state: Y.Map<unknown>): void {
  demand(state._start === null && state.size <= MOST_KEYS, 'The state');
  let bytes = 0;
  state.forEach(value => (bytes += checkPlain(value, 'The state')));
  checkSize(bytes);
}

function checkOutputs(value: unknown): void {
  demand(value instanceof Y.Array && value._map.size === 0 && value.length <= MOST_OUTPUTS, 'A list of outputs');
  let bytes = 0;
  value.forEach((output: unknown) => (bytes += checkOutput(output)));
  checkSize(bytes);
}

function checkOutput(output: unknown): number {
  demand(output instanceof Y.Map && output._start === null && OUTPUT_TYPES.has(output.get('output_type')), 'An output');
  let bytes = 0;
  output.forEach((value: unknown, key) => {
    demand(!isForbiddenName(key), 'A name');
    if (key === 'metadata' && typeof value === 'object' && value !== null) {
      demand(!Object.hasOwn(value, 'trusted'), 'Trust');
    }
    bytes += key === 'text' && value instanceof Y.Text ? value.length : checkPlain(value, 'An output');
    if (value instanceof Y.Text) {
      checkText(value, 'A stream');
    }
  });
  return bytes;
}

function checkText(value: unknown, what: string): void {
  demand(value instanceof Y.Text && value._map.size === 0, what);
  checkSize(value.length);
}

/** @returns about how many bytes it has */
function checkPlain(value: unknown, what: string): number {
  demand(!(value instanceof Y.AbstractType), what);
  if (typeof value === 'string') {
    return value.length;
  }
  return typeof value === 'object' && value !== null ? JSON.stringify(value).length : 8;
}

function checkSize(bytes: number): void {
  if (bytes > LIMITS.roomCellBytes) {
    throw new RuleError('A cell holds too much.', 'too-large');
  }
}

function demand(isRight: boolean, what: string): asserts isRight {
  if (!isRight) {
    throw new RuleError(`${what} is not as a notebook has it.`);
  }
}
