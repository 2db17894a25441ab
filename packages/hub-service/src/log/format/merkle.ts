// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';

export const HASH_BYTES = 32;

const LEAF = Buffer.of(0x00);
const NODE = Buffer.of(0x01);

/**
 * Hashes an entry.
 *
 * @see RFC 6962, 2.1
 */
export function leafHash(entry: Uint8Array): Uint8Array {
  return createHash('sha256').update(LEAF).update(entry).digest();
}

/**
 * Hashes two neighbours into their parent.
 *
 * @see RFC 6962, 2.1
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

/** The root of a tree without entries. */
export const EMPTY_ROOT: Uint8Array = createHash('sha256').digest();

/**
 * A growing Merkle tree, of which only the roots of its perfect subtrees are kept: at most one per bit of its size.
 *
 * @see https://github.com/transparency-dev/merkle/blob/main/docs/compact_ranges.md
 */
export class CompactRange {
  private _size: number;
  private readonly _hashes: Uint8Array[];

  /**
   * @param size - entries already in it
   * @param hashes - roots of its perfect subtrees, the largest first
   */
  constructor(size = 0, hashes: readonly Uint8Array[] = []) {
    if (hashes.length !== ones(size) || hashes.some(hash => hash.length !== HASH_BYTES)) {
      throw new RangeError(`A tree of ${size} entries is not made of ${hashes.length} subtrees.`);
    }
    this._size = size;
    this._hashes = [...hashes];
  }

  /** Entries in the tree. */
  get size(): number {
    return this._size;
  }

  /** Roots of the perfect subtrees, the largest first. */
  get hashes(): readonly Uint8Array[] {
    return this._hashes;
  }

  /** Makes one that grows by itself. */
  copy(): CompactRange {
    return new CompactRange(this._size, this._hashes);
  }

  /** Adds the hash of the next entry. */
  append(hash: Uint8Array): void {
    let node = hash;
    for (let rest = this._size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      node = nodeHash(this._hashes.pop() ?? node, node);
    }
    this._hashes.push(node);
    this._size += 1;
  }

  /** The root of the whole tree. */
  root(): Uint8Array {
    return (
      this._hashes.reduceRight<Uint8Array | null>((right, left) => (right ? nodeHash(left, right) : left), null) ??
      EMPTY_ROOT
    );
  }
}

/** The root over hashes of one level; of all 256 of a full tile it is one hash of the tile above. */
export function rootOf(hashes: Iterable<Uint8Array>): Uint8Array {
  const range = new CompactRange();
  for (const hash of hashes) {
    range.append(hash);
  }
  return range.root();
}

function ones(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
