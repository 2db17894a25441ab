// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonList, isJsonNumber, isJsonObject, numberText } from '../json/json.ts';
import { type Cell, type Notebook, cellId, minorOf, without } from '../notebook/notebook.ts';
import { TRANSIENT_KEYS } from '../notebook/write.ts';
import { type Fingerprint, canonicalJson, canonicalNumber } from './canonical-json.ts';
import { canonicalOutputs } from './canonical-outputs.ts';

/** A cell in canonical form: equal values are equal in every way that matters. */
export type CanonicalCell = {
  /** A hint for matching; never compared. */
  readonly id: string | null;
  readonly type: string;
  /** With `\n` for `\r\n`. */
  readonly source: string;
  /** The execution count; null if the cell was not run. */
  readonly count: string | null;
  /** Without trust, view state and what is empty. */
  readonly metadata: JsonObject;
  /** Fingerprint of all outputs; empty if there are none. */
  readonly outputs: string;
  /** Fingerprints by name. */
  readonly attachments: Readonly<Record<string, string>>;
  /** Keys that the schema does not know. */
  readonly others: JsonObject;
};

/** A notebook in canonical form; its cells stand in the order of the notebook's. */
export type CanonicalNotebook = {
  /** Never compared. */
  readonly minor: number;
  readonly metadata: JsonObject;
  readonly cells: readonly CanonicalCell[];
  readonly others: JsonObject;
};

const VIEW_STATE = ['trusted', 'collapsed', 'scrolled', 'autoscroll', 'execution'];
const CELL_KEYS = ['id', 'cell_type', 'source', 'execution_count', 'metadata', 'outputs', 'attachments'];
const ROOT_KEYS = ['nbformat', 'nbformat_minor', 'metadata', 'cells'];

/**
 * Brings a notebook into the form in which everything is gone that Jupyter's own programs change on saving.
 *
 * @param notebook - as read
 * @param fingerprint - of outputs and attachments; by default their whole canonical text
 */
export function canonicalForm(notebook: Notebook, fingerprint: Fingerprint = text => text): CanonicalNotebook {
  return {
    minor: minorOf(notebook),
    metadata: notebookMetadata(notebook.metadata ?? {}),
    cells: notebook.cells.map(cell => canonicalCell(cell, fingerprint)),
    others: without(notebook, ROOT_KEYS)
  };
}

/** Whether two notebooks differ only in what Jupyter's own programs change on saving. */
export function isSameNotebook(a: CanonicalNotebook, b: CanonicalNotebook): boolean {
  const left = comparedCells(a);
  const right = comparedCells(b);
  return (
    left.length === right.length &&
    isSameJson(a.metadata, b.metadata) &&
    isSameJson(a.others, b.others) &&
    left.every((cell, index) => isSameCell(cell, right[index]))
  );
}

/** Whether two canonical JSON values are equal. */
export function isSameJson(a: JsonValue, b: JsonValue): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b);
}

function isSameCell(a: CanonicalCell, b: CanonicalCell | undefined): boolean {
  return (
    b !== undefined &&
    a.type === b.type &&
    a.source === b.source &&
    a.count === b.count &&
    a.outputs === b.outputs &&
    isSameJson(a.attachments, b.attachments) &&
    isSameJson(a.metadata, b.metadata) &&
    isSameJson(a.others, b.others)
  );
}

/** JupyterLab shows a notebook without cells as one empty code cell, and saves it so. */
function comparedCells(notebook: CanonicalNotebook): readonly CanonicalCell[] {
  const [only, ...more] = notebook.cells;
  const isEmpty =
    only?.type === 'code' &&
    more.length === 0 &&
    [only.source, only.outputs, only.count ?? ''].every(text => text === '') &&
    [only.metadata, only.attachments, only.others].every(object => Object.keys(object).length === 0);
  return isEmpty ? [] : notebook.cells;
}

function canonicalCell(cell: Cell, fingerprint: Fingerprint): CanonicalCell {
  const outputs = cell.outputs ?? [];
  const attachments = Object.entries(cell.attachments ?? {}).map(([name, bundle]): [string, string] => {
    return [name, fingerprint(canonicalJson(bundle ?? null, fingerprint))];
  });
  return {
    id: cellId(cell),
    type: cell.cell_type,
    source: cell.source.replaceAll('\r\n', '\n'),
    count: isJsonNumber(cell.execution_count) ? canonicalNumber(numberText(cell.execution_count)) : null,
    metadata: cellMetadata(cell.metadata ?? {}),
    outputs: outputs.length === 0 ? '' : fingerprint(canonicalJson(canonicalOutputs(outputs), fingerprint)),
    attachments: Object.fromEntries(attachments),
    others: without(cell, CELL_KEYS)
  };
}

function cellMetadata(metadata: JsonObject): JsonObject {
  const kept = without(metadata, VIEW_STATE);
  const jupyter = isJsonObject(kept.jupyter) ? without(kept.jupyter, ['outputs_hidden']) : undefined;
  const empty = [
    ...(jupyter && Object.keys(jupyter).length === 0 ? ['jupyter'] : []),
    ...(isJsonList(kept.tags) && kept.tags.length === 0 ? ['tags'] : [])
  ];
  return without(jupyter && jupyter !== kept.jupyter ? { ...kept, jupyter } : kept, empty);
}

function notebookMetadata(metadata: JsonObject): JsonObject {
  const { kernelspec, language_info: language } = metadata;
  const isUnset = kernelspec !== undefined && isSameJson(kernelspec, { name: '', display_name: '' });
  return without(metadata, [
    ...TRANSIENT_KEYS,
    ...(isUnset ? ['kernelspec'] : []),
    ...(language !== undefined && isSameJson(language, { name: '' }) ? ['language_info'] : [])
  ]);
}
