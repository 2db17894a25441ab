// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Keywords are told apart by their first characters. */
const HASHED_CHARACTERS = 3;
/** A character moves out of the hash after as many steps of this width. */
const STEP_BITS = 5;
const TABLE_MASK = (1 << (HASHED_CHARACTERS * STEP_BITS)) - 1;

/**
 * Tells which of many keywords stand in a text, in one pass over it.
 *
 * A rolling hash of three characters names the keywords that may begin there; only those are compared.
 *
 * @see Karp and Rabin, Efficient randomized pattern-matching algorithms (IBM J. Res. Dev. 31, 1987)
 */
export class KeywordFinder<T> {
  private readonly _owners: readonly T[];
  /** By hash: 0 for none, else one more than the place in `_buckets`. */
  private readonly _table = new Uint16Array(TABLE_MASK + 1);
  private readonly _buckets: { readonly keyword: string; readonly owner: number }[][] = [];

  /**
   * @param keywords - of each owner; none shorter than three characters
   */
  constructor(keywords: readonly (readonly [owner: T, keywords: readonly string[]])[]) {
    this._owners = keywords.map(([owner]) => owner);
    for (const [owner, [, words]] of keywords.entries()) {
      words.forEach(keyword => this._add(keyword, owner));
    }
  }

  /**
   * Lists those that have a keyword in a text.
   *
   * @returns in the order given to the constructor
   */
  in(text: string): T[] {
    const found = new Set<number>();
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      hash = ((hash << STEP_BITS) ^ text.charCodeAt(at)) & TABLE_MASK;
      const bucket = this._table[hash];
      if (bucket !== 0 && bucket !== undefined) {
        this._compare(text, at + 1 - HASHED_CHARACTERS, bucket - 1, found);
      }
    }
    return found.size === 0 ? [] : this._owners.filter((_, owner) => found.has(owner));
  }

  private _compare(text: string, at: number, bucket: number, found: Set<number>): void {
    for (const { keyword, owner } of this._buckets[bucket] ?? []) {
      if (!found.has(owner) && text.startsWith(keyword, at)) {
        found.add(owner);
      }
    }
  }

  private _add(keyword: string, owner: number): void {
    const hash = hashOf(keyword);
    let bucket = this._table[hash] ?? 0;
    if (bucket === 0) {
      bucket = this._buckets.push([]);
      this._table[hash] = bucket;
    }
    this._buckets[bucket - 1]?.push({ keyword, owner });
  }
}

function hashOf(keyword: string): number {
  if (keyword.length < HASHED_CHARACTERS) {
    throw new RangeError(`“${keyword}” is too short to be sought.`);
  }
  let hash = 0;
  for (let at = 0; at < HASHED_CHARACTERS; at++) {
    hash = ((hash << STEP_BITS) ^ keyword.charCodeAt(at)) & TABLE_MASK;
  }
  return hash;
}
