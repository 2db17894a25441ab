// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type CanonicalCell, type CanonicalNotebook, canonicalForm } from '../canonical/canonical.ts';
import type { Fingerprint } from '../canonical/canonical-json.ts';
import { type JsonObject, isJsonList } from '../json/json.ts';
import type { Cell, Notebook } from '../notebook/notebook.ts';
import { type Repair, freeKey, repairContent } from '../notebook/repair.ts';

/** Mine or theirs, made ready for merging. */
export type Side = {
  /** Put in order but for ids. */
  readonly notebook: Notebook;
  /** Of `notebook`. */
  readonly form: CanonicalNotebook;
  readonly repairs: readonly Repair[];
};

/** A cell of mine or theirs. */
export type SideCell = { readonly cell: Cell; readonly form: CanonicalCell };

/** The three notebooks of a merge. */
export type Sides = { readonly base: CanonicalNotebook; readonly mine: Side; readonly theirs: Side };

/**
 * Makes mine or theirs ready.
 *
 * @param notebook - as read
 * @param form - its canonical form
 */
export function sideOf(notebook: Notebook, form: CanonicalNotebook, fingerprint: Fingerprint): Side {
  const { notebook: repaired, repairs } = repairContent(notebook);
  const isSame = repaired === notebook || repairs.every(({ kind }) => kind === 'added');
  return { notebook: repaired, form: isSame ? form : canonicalForm(repaired, fingerprint), repairs };
}

/** Repairs a base as far as mine and theirs are, so that a repair is no change. */
export function repairedBase(base: CanonicalNotebook): CanonicalNotebook {
  const cells = base.cells.map((cell): CanonicalCell => {
    const metadata = withProperTags(withOthers(cell.metadata, cell.others));
    return metadata === cell.metadata ? cell : { ...cell, metadata, others: {} };
  });
  return { ...base, metadata: withOthers(base.metadata, base.others), others: {}, cells };
}

/** Gives a cell of a side by its index, which must be one of its. */
export function cellAt({ notebook, form }: Side, index: number): SideCell {
  const [cell, canonical] = [notebook.cells[index], form.cells[index]];
  if (!cell || !canonical) {
    throw new RangeError(`no cell ${index}`);
  }
  return { cell, form: canonical };
}

function withOthers(metadata: JsonObject, others: JsonObject): JsonObject {
  return Object.entries(others).reduce((all, [key, value]) => ({ ...all, [freeKey(all, key)]: value }), metadata);
}

function withProperTags(metadata: JsonObject): JsonObject {
  const { tags } = metadata;
  if (!isJsonList(tags)) {
    return metadata;
  }
  const proper = [...new Set(tags)].filter(tag => tag !== '');
  return proper.length === tags.length ? metadata : { ...metadata, tags: proper };
}
