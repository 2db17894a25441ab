// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type * as nbformat from '@jupyterlab/nbformat';
import { JSONExt, type PartialJSONValue } from '@lumino/coreutils';
import * as Y from 'yjs';

/** Replaces outputs from `start` to before `end`. */
type Replace = (start: number, end: number, outputs: nbformat.IOutput[]) => void;

/**
 * Makes an array of outputs hold the wanted ones: equal ones at its begin stay, the text of a stream grows, the rest is
 * replaced.
 */
export function writeOutputs(array: Y.Array<unknown>, wanted: nbformat.IOutput[], replace: Replace): void {
  let same = equalPrefix(array.toJSON() as nbformat.IOutput[], wanted);
  const [text, next] = [streamText(array, same, wanted[same]), wanted[same]];
  if (text && next) {
    writeText(text, textOf(next));
    same += 1;
  }
  if (same < array.length || same < wanted.length) {
    replace(same, array.length, wanted.slice(same));
  }
}

/** How many outputs at the begin are equal. */
export function equalPrefix(have: readonly nbformat.IOutput[], wanted: readonly nbformat.IOutput[]): number {
  let same = 0;
  while (
    same < have.length &&
    same < wanted.length &&
    JSONExt.deepEqual(have[same] as PartialJSONValue, wanted[same] as PartialJSONValue)
  ) {
    same += 1;
  }
  return same;
}

/** Whether two outputs are the same stream at another time. */
export function isSameStream(one: nbformat.IOutput | undefined, other: nbformat.IOutput | undefined): boolean {
  return (
    one?.output_type === 'stream' &&
    other?.output_type === 'stream' &&
    one.name === other.name &&
    typeof one.text === 'string' &&
    typeof other.text === 'string'
  );
}

function streamText(array: Y.Array<unknown>, index: number, wanted: nbformat.IOutput | undefined): Y.Text | null {
  const output = index < array.length ? array.get(index) : null;
  if (!(output instanceof Y.Map) || !isSameStream(output.toJSON() as nbformat.IOutput, wanted)) {
    return null;
  }
  const text: unknown = output.get('text');
  return text instanceof Y.Text ? text : null;
}

/** The text of a stream. */
export function textOf(output: nbformat.IOutput): string {
  return typeof output.text === 'string' ? output.text : '';
}

function writeText(text: Y.Text, wanted: string): void {
  const have = text.toJSON();
  let same = 0;
  while (same < have.length && have[same] === wanted[same]) {
    same += 1;
  }
  if (same < have.length) {
    text.delete(same, have.length - same);
  }
  if (same < wanted.length) {
    text.insert(same, wanted.slice(same));
  }
}
