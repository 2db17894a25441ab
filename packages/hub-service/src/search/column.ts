// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const FIRST_ROOM = 1024;

/** Values of one facet by work: a few small numbers each, in typed arrays, with the names of the numbers. */
export class Column {
  private readonly _names: string[] = [];
  private readonly _codes = new Map<string, number>();
  private _start = new Uint32Array(FIRST_ROOM);
  private _length = new Uint16Array(FIRST_ROOM);
  private _values = new Uint32Array(FIRST_ROOM);
  private _end = 0;

  /** Replaces the values of a work. More values than before move; their old room is lost until all is read again. */
  set(slot: number, values: readonly string[]): void {
    const codes = [...new Set(values)].map(value => this._code(value));
    this._start = grown(this._start, slot + 1);
    this._length = grown(this._length, slot + 1);
    if (codes.length > (this._length[slot] ?? 0)) {
      this._values = grown(this._values, this._end + codes.length);
      this._start[slot] = this._end;
      this._end += codes.length;
    }
    this._length[slot] = codes.length;
    this._values.set(codes, this._start[slot] ?? 0);
  }

  /** Makes a mask of values: 1 where a value is wanted. */
  mask(isWanted: (value: string) => boolean): Uint8Array {
    return Uint8Array.from(this._names, name => (isWanted(name) ? 1 : 0));
  }

  /** Tells whether a work has one of the values of a mask. */
  hasAny(slot: number, mask: Uint8Array): boolean {
    const start = this._start[slot] ?? 0;
    const end = start + (this._length[slot] ?? 0);
    for (let at = start; at < end; at++) {
      if (mask[this._values[at] ?? 0] === 1) {
        return true;
      }
    }
    return false;
  }

  /** Counts the values of works, given in lists that have none in common. */
  count(lists: readonly (readonly number[])[]): { value: string; count: number }[] {
    const counts = new Uint32Array(this._names.length);
    for (const slots of lists) {
      this._count(slots, counts);
    }
    return this._names.map((value, code) => ({ value, count: counts[code] ?? 0 })).filter(facet => facet.count > 0);
  }

  private _count(slots: readonly number[], counts: Uint32Array): void {
    for (const slot of slots) {
      const start = this._start[slot] ?? 0;
      const end = start + (this._length[slot] ?? 0);
      for (let at = start; at < end; at++) {
        const code = this._values[at] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
    }
  }

  private _code(value: string): number {
    const known = this._codes.get(value);
    if (known !== undefined) {
      return known;
    }
    const code = this._names.push(value) - 1;
    this._codes.set(value, code);
    return code;
  }
}

/** The same array, or a longer copy with room for `length`. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array>(
  array: A,
  length: number
): A {
  if (array.length >= length) {
    return array;
  }
  const longer = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2));
  longer.set(array);
  return longer;
}
