// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Facet, FacetName } from '@jupyter-atrium/api';
import { FACETS } from '@jupyter-atrium/api';
import { grown } from './grown.ts';

const FIRST_ROOM = 1024;

/** The values of a work, facet by facet. */
export type FacetValues = Readonly<Record<FacetName, readonly string[]>>;

/**
 * The values of all facets by work: a few small numbers each, next to each other in typed arrays, so that counting
 * twenty thousand works takes a millisecond.
 */
export class FacetTable {
  private _size = 0;
  private readonly _codes = new Map<FacetName, Map<string, number>>(FACETS.map(facet => [facet, new Map()]));
  private _start = new Uint32Array(FIRST_ROOM);
  private _length = new Uint16Array(FIRST_ROOM);
  private _values = new Uint32Array(FIRST_ROOM);
  private _end = 0;

  /** Replaces the values of a work. More values than before move; their old room is lost until all is read again. */
  set(slot: number, values: FacetValues): void {
    const codes = FACETS.flatMap(facet => [...new Set(values[facet])].map(value => this._code(facet, value)));
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

  /** Makes a mask of the values of a facet: 1 where one is wanted. */
  mask(facet: FacetName, isWanted: (value: string) => boolean): Uint8Array {
    const mask = new Uint8Array(this._size);
    for (const [value, code] of this._codes.get(facet) ?? []) {
      mask[code] = isWanted(value) ? 1 : 0;
    }
    return mask;
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

  /** Counts the values of works, all facets at once. */
  count(slots: readonly number[]): Uint32Array {
    const counts = new Uint32Array(this._size);
    for (const slot of slots) {
      const start = this._start[slot] ?? 0;
      const end = start + (this._length[slot] ?? 0);
      for (let at = start; at < end; at++) {
        const code = this._values[at] ?? 0;
        counts[code] = (counts[code] ?? 0) + 1;
      }
    }
    return counts;
  }

  /**
   * Names the most frequent values of a facet.
   *
   * @param most - how many, beside the selected ones
   */
  top(facet: FacetName, counts: Uint32Array, most: number, selected: ReadonlySet<string>): Facet[] {
    const codes = this._codes.get(facet) ?? new Map<string, number>();
    const least = this._least(codes, counts, most);
    const found: Facet[] = [];
    for (const [value, code] of codes) {
      const count = counts[code] ?? 0;
      if (count >= least || (count > 0 && selected.has(value))) {
        found.push({ value, count });
      }
    }
    found.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
    return found.filter(({ value }, index) => index < most || selected.has(value));
  }

  /** The least count that is shown: thousands of authors are not worth sorting for the few that are. */
  private _least(codes: ReadonlyMap<string, number>, counts: Uint32Array, most: number): number {
    if (codes.size <= most) {
      return 1;
    }
    let largest = 0;
    for (const code of codes.values()) {
      largest = Math.max(largest, counts[code] ?? 0);
    }
    // How many values have each count, from the largest down.
    const having = new Uint32Array(largest + 1);
    for (const code of codes.values()) {
      const count = counts[code] ?? 0;
      having[count] = (having[count] ?? 0) + 1;
    }
    let least = largest;
    for (let shown = having[least] ?? 0; shown < most && least > 1; shown += having[least] ?? 0) {
      least -= 1;
    }
    return Math.max(1, least);
  }

  private _code(facet: FacetName, value: string): number {
    const codes = this._codes.get(facet);
    const known = codes?.get(value);
    if (known !== undefined) {
      return known;
    }
    const code = this._size++;
    codes?.set(value, code);
    return code;
  }
}
