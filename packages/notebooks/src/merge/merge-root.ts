// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CanonicalNotebook } from '../canonical/canonical.ts';
import { isSameJson } from '../canonical/canonical.ts';
import { languageOf } from '../code/cell-code.ts';
import { type JsonObject, type JsonValue, isJsonObject } from '../json/json.ts';
import { without } from '../notebook/notebook.ts';
import { mergeMetadata } from './merge-metadata.ts';
import type { Sides } from './side.ts';

/** A notebook's kernel and language, which belong together. */
export type KernelMetadata = { readonly kernelspec: JsonValue; readonly language_info: JsonValue };

/** What became of a notebook's own metadata. */
export type RootMerge = {
  readonly metadata: JsonObject;
  /** Values of theirs against which mine's were kept. */
  readonly refused: JsonObject;
  readonly isTaken: boolean;
  /** Theirs changed to a language that mine does not have. */
  readonly isOtherLanguage: boolean;
};

const KERNEL_KEYS = ['kernelspec', 'language_info'];
const OWN_RULES = [...KERNEL_KEYS, 'widgets'];

/** Merges a notebook's own metadata: kernel and language together, the state of widgets by model, all else by key. */
export function mergeRoot({ base, mine, theirs }: Sides): RootMerge {
  const file = mine.notebook.metadata ?? {};
  const merged = mergeMetadata({
    base: without(base.metadata, OWN_RULES),
    mine: without(mine.form.metadata, OWN_RULES),
    theirs: without(theirs.form.metadata, OWN_RULES),
    file
  });
  const kernel = mergeKernel(base, mine.form, theirs.form);
  const widgets = mergeWidgets(base.metadata.widgets, mine.form.metadata.widgets, theirs.form.metadata.widgets);
  const hasWidgets = widgets !== mine.form.metadata.widgets;
  const taken = { ...kernel.taken, ...(hasWidgets && { widgets }) };
  return {
    metadata: Object.keys(taken).length > 0 ? { ...merged.metadata, ...taken } : merged.metadata,
    refused: { ...merged.refused, ...kernel.refused },
    isTaken: merged.isTaken || Object.keys(taken).length > 0,
    isOtherLanguage: kernel.isOtherLanguage
  };
}

/** Gives the kernel and language of a notebook's metadata; null where it does not say. */
export function kernelMetadata(metadata: JsonObject): KernelMetadata {
  return { kernelspec: metadata.kernelspec ?? null, language_info: metadata.language_info ?? null };
}

/** Puts a kernel and language into a notebook's metadata. */
export function withKernel(metadata: JsonObject, kernel: JsonValue): JsonObject {
  const values = isJsonObject(kernel) ? kernel : {};
  const found = KERNEL_KEYS.filter(key => (values[key] ?? null) !== null);
  return { ...without(metadata, KERNEL_KEYS), ...pick(values, found) };
}

/** Mine's stay once they are set: JupyterLab rewrites both whenever another kernel is chosen. */
function mergeKernel(
  base: CanonicalNotebook,
  mine: CanonicalNotebook,
  theirs: CanonicalNotebook
): { taken: JsonObject; refused: JsonObject; isOtherLanguage: boolean } {
  const [before, own, other] = [base, mine, theirs].map(({ metadata }) => languageOf({ metadata, cells: [] }));
  const isSet = KERNEL_KEYS.some(key => mine.metadata[key] !== undefined);
  if (!isSet) {
    const wasSet = KERNEL_KEYS.some(key => base.metadata[key] !== undefined);
    const found = KERNEL_KEYS.filter(key => theirs.metadata[key] !== undefined && !wasSet);
    return { taken: pick(theirs.metadata, found), refused: {}, isOtherLanguage: false };
  }
  const isOtherLanguage = other !== null && other !== before && other !== own;
  const names = [base, mine, theirs].map(({ metadata }) => kernelName(metadata));
  const isOtherKernel = names[2] !== names[0] && names[2] !== names[1];
  return {
    taken: {},
    refused: isOtherKernel && !isOtherLanguage ? { kernelspec: theirs.metadata.kernelspec ?? null } : {},
    isOtherLanguage
  };
}

function kernelName({ kernelspec }: JsonObject): JsonValue {
  return isJsonObject(kernelspec) ? (kernelspec.name ?? null) : null;
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map(key => [key, object[key]]));
}

/** Outputs of both sides may show widgets, so the models of both are kept; of one model mine's. */
function mergeWidgets(
  base: JsonValue | undefined,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined
): JsonValue | undefined {
  if (!isJsonObject(theirs) || (isJsonObject(base) && isSameJson(base, theirs))) {
    return mine;
  }
  if (!isJsonObject(mine)) {
    return mine ?? theirs;
  }
  const merged = Object.entries(theirs).map(([type, state]): [string, JsonValue | undefined] => [
    type,
    mergeStates(mine[type], state)
  ]);
  const widgets = { ...mine, ...Object.fromEntries(merged) };
  return isSameJson(widgets, mine) ? mine : widgets;
}

function mergeStates(mine: JsonValue | undefined, theirs: JsonValue | undefined): JsonValue | undefined {
  if (!isJsonObject(mine) || !isJsonObject(theirs) || !isJsonObject(mine.state) || !isJsonObject(theirs.state)) {
    return mine ?? theirs;
  }
  return { ...mine, state: { ...theirs.state, ...mine.state } };
}
