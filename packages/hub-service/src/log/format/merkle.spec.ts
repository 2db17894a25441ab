// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactRange, EMPTY_ROOT, leafHash, nodeHash, rootOf } from './merkle.ts';

type Vectors = {
  leaf: { text: string; hash: string };
  node: { left: string; right: string; hash: string };
  leaves: string[];
  roots: string[];
  subtrees: string[][];
};

const vectors = JSON.parse(readFileSync(join(__dirname, '../../../testdata/rfc6962.json'), 'utf8')) as Vectors;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const leaves = vectors.leaves.map(leaf => leafHash(Buffer.from(leaf, 'hex')));

/** The definition of RFC 6962, word for word. */
function slowRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (hashes.length <= 1) {
    return only ?? createHash('sha256').digest();
  }
  const split = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(slowRoot(hashes.slice(0, split)), slowRoot(hashes.slice(split)));
}

describe('CompactRange', () => {
  it('hashes leaves and nodes as RFC 6962 says', () => {
    expect(hex(leafHash(Buffer.from(vectors.leaf.text)))).toBe(vectors.leaf.hash);
    expect(hex(nodeHash(Buffer.from(vectors.node.left), Buffer.from(vectors.node.right)))).toBe(vectors.node.hash);
    expect(hex(EMPTY_ROOT)).toBe(vectors.roots[0]);
  });

  it('has the roots and subtrees of the reference at each size', () => {
    const range = new CompactRange();
    const seen = [{ root: hex(range.root()), subtrees: range.hashes.map(hex) }];
    for (const leaf of leaves) {
      range.append(leaf);
      seen.push({ root: hex(range.root()), subtrees: range.hashes.map(hex) });
    }
    expect(seen).toEqual(vectors.roots.map((root, size) => ({ root, subtrees: vectors.subtrees[size] })));
  });

  it('goes on from what was kept of it', () => {
    const first = new CompactRange();
    leaves.slice(0, 5).forEach(leaf => first.append(leaf));
    const second = new CompactRange(first.size, first.hashes);
    leaves.slice(5).forEach(leaf => second.append(leaf));
    expect(hex(second.root())).toBe(vectors.roots[8]);
  });

  it('agrees with the definition up to 600 entries', () => {
    const hashes = Array.from({ length: 600 }, (_, n) => leafHash(Buffer.from(String(n))));
    for (const size of [9, 255, 256, 257, 511, 513, 600]) {
      expect(hex(rootOf(hashes.slice(0, size)))).toBe(hex(slowRoot(hashes.slice(0, size))));
    }
  });

  it('grows without changing what it was copied from', () => {
    const range = new CompactRange();
    leaves.slice(0, 3).forEach(leaf => range.append(leaf));
    range.copy().append(leafHash(Buffer.of(1)));
    expect(hex(range.root())).toBe(vectors.roots[3]);
  });

  it('refuses subtrees that do not fit the size', () => {
    expect(() => new CompactRange(3, [leafHash(Buffer.of(1))])).toThrow(RangeError);
  });
});
