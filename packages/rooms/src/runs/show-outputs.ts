// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IOutputAreaModel, OutputAreaModel } from '@jupyterlab/outputarea';
import type * as nbformat from '@jupyterlab/nbformat';
import { equalPrefix, isSameStream, textOf } from '../document/write-outputs';

/** Takes the place of a stream until it is set: adding one would join it to whatever stream was added last. */
const PLACE: nbformat.IOutput = { output_type: 'display_data', data: {}, metadata: {} };

/** Makes what is shown equal to the wanted outputs; equal ones at the begin are not drawn anew. */
export function showOutputs(shown: IOutputAreaModel, wanted: readonly nbformat.IOutput[]): void {
  // A clearing that an own run left for its next output would take others' outputs with it.
  Reflect.set(shown, 'clearNext', false);
  let at = equalPrefix(shown.toJSON(), wanted);
  if (growStream(shown, at, wanted[at])) {
    at += 1;
  }
  for (let index = shown.length - 1; index >= wanted.length; index -= 1) {
    (shown as OutputAreaModel).remove(index);
  }
  wanted.slice(at).forEach((output, offset) => {
    if (at + offset >= shown.length) {
      shown.add(PLACE);
    }
    shown.set(at + offset, output);
  });
}

function growStream(shown: IOutputAreaModel, at: number, wanted: nbformat.IOutput | undefined): boolean {
  const model = at < shown.length ? shown.get(at) : null;
  const text = model?.streamText;
  const isGrown = text && wanted && isSameStream(model.toJSON(), wanted) && textOf(wanted).startsWith(text.text);
  if (isGrown) {
    text.insert(text.text.length, textOf(wanted).slice(text.text.length), { silent: true });
  }
  return isGrown === true;
}
