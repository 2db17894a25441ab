// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type JsonObject, type JsonValue, isJsonObject } from '../json/json.ts';
import { type Output, without } from '../notebook/notebook.ts';
import { applyOverwrites } from './terminal.ts';

/** A stream output whose text is whole. */
type Stream = Output & { readonly name: string; readonly text: string };

/** Whether an output is a stream as the schema wants it. */
export function isStream(output: Output | undefined): output is Stream {
  return output?.output_type === 'stream' && typeof output.name === 'string' && typeof output.text === 'string';
}

/**
 * Joins adjacent streams of one name into one, as JupyterLab does on loading.
 *
 * @returns outputs in their order; overwrites are not yet applied
 */
export function joinStreams(outputs: readonly Output[]): Output[] {
  const joined: Output[] = [];
  for (const output of outputs) {
    const last = joined.at(-1);
    if (isStream(output) && isStream(last) && last.name === output.name) {
      joined[joined.length - 1] = { ...last, text: last.text + output.text };
    } else {
      joined.push(output);
    }
  }
  return joined;
}

/** Gives a cell's outputs in canonical form: streams joined with overwrites applied, empty metadata left out. */
export function canonicalOutputs(outputs: readonly Output[]): JsonValue {
  return joinStreams(outputs).map((output): JsonObject => {
    if (isStream(output)) {
      return { ...output, text: applyOverwrites(output.text) };
    }
    const isEmpty = isJsonObject(output.metadata) && Object.keys(output.metadata).length === 0;
    return isEmpty ? without(output, ['metadata']) : output;
  });
}
