// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

type TypedArray = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** The same array, or a longer copy with room for `length`; at least twice as long, so that growing stays cheap. */
export function grown<A extends TypedArray>(array: A, length: number): A {
  if (array.length >= length) {
    return array;
  }
  const longer = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2));
  longer.set(array);
  return longer;
}
