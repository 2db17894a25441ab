// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { type JsonObject, type JsonValue, isJsonList, isJsonObject } from '../json/json.ts';
import { type Cell, type Notebook, type Output, mapValues } from '../notebook/notebook.ts';

/** Gives a text with something in it replaced. */
export type Replace = (text: string) => string;

/**
 * Replaces text in the place that a finding names: a cell's source, outputs or metadata, or the notebook's metadata.
 *
 * @returns the same notebook if nothing was replaced
 */
export function replaceInNotebook(notebook: Notebook, { cell, place }: Check, replace: Replace): Notebook {
  if (cell === null) {
    const metadata =
      place === 'metadata' && notebook.metadata ? replaceInObject(notebook.metadata, replace) : undefined;
    return metadata === undefined || metadata === notebook.metadata ? notebook : { ...notebook, metadata };
  }
  const cells = notebook.cells.map((each, index) =>
    index === cell.index ? replaceInCell(each, place, replace) : each
  );
  return cells.every((each, index) => each === notebook.cells[index]) ? notebook : { ...notebook, cells };
}

function replaceInCell(cell: Cell, place: Check['place'], replace: Replace): Cell {
  if (place === 'source') {
    const source = replace(cell.source);
    return source === cell.source ? cell : { ...cell, source };
  }
  if (place === 'output') {
    const outputs = (cell.outputs ?? []).map(output => replaceInOutput(output, replace));
    return outputs.every((output, index) => output === cell.outputs?.[index]) ? cell : { ...cell, outputs };
  }
  const metadata = place === 'metadata' && cell.metadata ? replaceInObject(cell.metadata, replace) : undefined;
  return metadata === undefined || metadata === cell.metadata ? cell : { ...cell, metadata };
}

function replaceInOutput(output: Output, replace: Replace): Output {
  const replaced = replaceInObject(output, replace);
  return replaced === output ? output : { ...replaced, output_type: output.output_type };
}

function replaceInObject(object: JsonObject, replace: Replace): JsonObject {
  return mapValues(object, value => replaceIn(value, replace));
}

function replaceIn(value: JsonValue, replace: Replace): JsonValue {
  if (typeof value === 'string') {
    return replace(value);
  }
  if (isJsonList(value)) {
    const items = value.map(item => replaceIn(item, replace));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  return isJsonObject(value) ? replaceInObject(value, replace) : value;
}
