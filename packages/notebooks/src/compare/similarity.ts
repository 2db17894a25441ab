// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Budget } from './budget.ts';
import { MATCHING } from './constants.ts';

/** What of a cell is compared. */
export type Comparable = { readonly type: string; readonly source: string };

/** A bag of numbered features, ascending, with their weight in sum. */
type Bag = { readonly features: Float64Array; readonly weight: number };

/** A cell made ready for comparing. */
export class Profile {
  readonly type: string;
  readonly isEmpty: boolean;
  readonly isShort: boolean;
  /** The source without blank lines and spaces at line ends. */
  readonly text: string;
  readonly lines: Bag;
  private _trigrams: Bag | null = null;

  constructor(cell: Comparable, numberOf: (line: string) => number) {
    const lines = cell.source
      .split('\n')
      .map(line => line.trimEnd())
      .filter(line => line !== '');
    const weight = lines.reduce((sum, line) => sum + line.length, 0);
    this.type = cell.type;
    this.text = lines.join('\n');
    this.isEmpty = lines.length === 0;
    this.isShort = lines.length <= MATCHING.shortLines;
    this.lines = { features: Float64Array.from(lines, numberOf).sort(), weight };
  }

  get trigrams(): Bag {
    this._trigrams ??= trigramsOf(this.text.slice(0, MATCHING.trigramCharacters));
    return this._trigrams;
  }
}

/**
 * Measures how similar cells are, from 0 to 1: Dice's coefficient over lines that are not blank, weighted by length;
 * over trigrams of characters if both cells are short.
 *
 * @see Dice, "Measures of the amount of ecologic association between species", 1945
 */
export class Similarity {
  private readonly _numbers = new Map<string, number>();
  private readonly _weights: number[] = [];
  private readonly _budget: Budget;

  constructor(budget: Budget) {
    this._budget = budget;
  }

  /** Makes a cell ready for comparing. */
  profile(cell: Comparable): Profile {
    return new Profile(cell, line => this._number(line));
  }

  /**
   * Compares two cells.
   *
   * @param atLeast - a lower similarity need not be exact; it is then given as 0
   */
  of(a: Profile, b: Profile, atLeast: number): number {
    const isShort = a.isShort && b.isShort;
    const left = isShort ? a.trigrams : a.lines;
    const right = isShort ? b.trigrams : b.lines;
    const factor = a.type === b.type ? 1 : MATCHING.otherType;
    const total = left.weight + right.weight;
    if (total === 0) {
      return factor;
    }
    const best = (2 * Math.min(left.weight, right.weight) * factor) / total;
    if (best < atLeast || !this._budget.spend(left.features.length + right.features.length)) {
      return 0;
    }
    const common = commonWeight(left.features, right.features, isShort ? null : this._weights);
    const similarity = (2 * common * factor) / total;
    return similarity < atLeast ? 0 : similarity;
  }

  /** Whether two cells have a line in common that is not blank. */
  hasCommonLine(a: Profile, b: Profile): boolean {
    const [left, right] = [a.lines.features, b.lines.features];
    return this._budget.spend(left.length + right.length) && commonWeight(left, right, null) > 0;
  }

  private _number(line: string): number {
    const known = this._numbers.get(line);
    if (known !== undefined) {
      return known;
    }
    this._weights.push(line.length);
    this._numbers.set(line, this._weights.length - 1);
    return this._weights.length - 1;
  }
}

/** The weight of the features that both have; without weights, their number. */
function commonWeight(left: Float64Array, right: Float64Array, weights: readonly number[] | null): number {
  let common = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const feature = left[i] ?? 0;
    const other = right[j] ?? 0;
    if (feature === other) {
      common += weights ? (weights[feature] ?? 0) : 1;
      i += 1;
      j += 1;
    } else if (feature < other) {
      i += 1;
    } else {
      j += 1;
    }
  }
  return common;
}

function trigramsOf(text: string): Bag {
  const features = new Float64Array(text === '' ? 0 : text.length + 2);
  const code = (at: number): number => (at < 0 || at >= text.length ? 0 : text.charCodeAt(at));
  for (let at = 0; at < features.length; at += 1) {
    features[at] = (code(at - 2) * 65536 + code(at - 1)) * 65536 + code(at);
  }
  return { features: features.sort(), weight: features.length };
}
