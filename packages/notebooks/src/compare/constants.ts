// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Constants of matching, tuned on development material only; similarities lie between 0 and 1. */
export const MATCHING = {
  /** Two cells of one id confirm each other. */
  confirmed: 0.5,
  /** Below it, two cells of one id that both have equals elsewhere are not a pair. */
  contradicted: 0.2,
  /** Two cells in the same place are the same cell. */
  inGap: 0.5,
  /** Two cells in different places are the same cell, moved. */
  acrossGaps: 0.75,
  /** A moved cell has at least so many characters. */
  movedCharacters: 20,
  /** One cell was split into several, or several were joined. */
  regrouped: 0.9,
  regroupedCells: 5,
  /** Factor for cells of different types. */
  otherType: 0.8,
  /** What a pair of empty cells is worth beside others. */
  emptyPair: 0.05,
  /** Cells of at most so many lines are compared by trigrams, longer ones by lines. */
  shortLines: 3,
  /** Of a long text, so many characters are compared by trigrams. */
  trigramCharacters: 4096,
  /** Pairs of cells within one gap that are compared at most, and steps to keep for each. */
  alignedPairs: 2_000_000,
  stepsPerPair: 8,
  /** Steps for one pair of notebooks: a few tenths of a second at worst. */
  steps: 20_000_000
} as const;
