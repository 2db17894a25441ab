// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';

export const HASH_BYTES = 32;

/** Holds what is hashed: half the time of a hash object a call, and a log has a million entries. */
const scratch = Buffer.alloc(1 + 8192);

/**
 * Hashes an entry.
 *
 * @see RFC 6962, 2.1
 */
export function leafHash(entry: Uint8Array): Uint8Array {
  const bytes = entry.length < scratch.length ? scratch : Buffer.alloc(1 + entry.length);
  bytes[0] = 0x00;
  bytes.set(entry, 1);
  return hash('sha256', bytes.subarray(0, 1 + entry.length), 'buffer');
}

/**
 * Hashes two neighbours into their parent.
 *
 * @see RFC 6962, 2.1
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  scratch[0] = 0x01;
  scratch.set(left, 1);
  scratch.set(right, 1 + left.length);
  return hash('sha256', scratch.subarray(0, 1 + left.length + right.length), 'buffer');
}

/** The root of a tree without entries. */
export const EMPTY_ROOT: Uint8Array = hash('sha256', '', 'buffer');

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
    if (hashes.length !== ones(size) || hashes.some(each => each.length !== HASH_BYTES)) {
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
  append(leaf: Uint8Array): void {
    let node = leaf;
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
  for (const each of hashes) {
    range.append(each);
  }
  return range.root();
}

function ones(size: number): number {
  return size.toString(2).replaceAll('0', '').length;
}
