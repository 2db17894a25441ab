// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { fold } from './analyser.ts';
import { STOP_WORDS } from './stop-words.ts';

/** Words kept; a bound on memory and time. */
const MOST_WORDS = 200_000;
const SHORTEST = 4;
const LONGEST = 32;
/** A word of up to this length may differ in one place, a longer one in two. */
const ONE_EDIT_UP_TO = 5;

/** The words of names, each with how often it occurs. */
export class Vocabulary {
  private readonly _byLength = new Map<number, Map<string, number>>();
  private _size = 0;

  add(names: readonly string[]): void {
    for (const word of names.flatMap(wordsOf)) {
      const words = this._byLength.get(word.length) ?? new Map<string, number>();
      this._byLength.set(word.length, words);
      const count = words.get(word) ?? 0;
      if (count > 0 || this._size < MOST_WORDS) {
        words.set(word, count + 1);
        this._size += count === 0 ? 1 : 0;
      }
    }
  }

  /** Takes back what was added. */
  remove(names: readonly string[]): void {
    for (const word of names.flatMap(wordsOf)) {
      const words = this._byLength.get(word.length);
      const count = words?.get(word) ?? 0;
      if (count > 1) {
        words?.set(word, count - 1);
      } else if (words?.delete(word)) {
        this._size -= 1;
      }
    }
  }

  /** The known word nearest to another, of equals the more frequent; null if none is near. */
  nearest(typed: string): string | null {
    const word = fold(typed);
    const most = word.length <= ONE_EDIT_UP_TO ? 1 : 2;
    let best = { word: '', edits: most + 1, count: 0 };
    for (const [known, count] of word.length < SHORTEST ? [] : this._ofLength(word.length - most, word.length + most)) {
      const edits = editsBetween(word, known, Math.min(most, best.edits));
      if (edits > 0 && (edits < best.edits || (edits === best.edits && count > best.count))) {
        best = { word: known, edits, count };
      }
    }
    return best.edits <= most ? best.word : null;
  }

  private *_ofLength(shortest: number, longest: number): Generator<[word: string, count: number]> {
    for (let length = shortest; length <= longest; length++) {
      yield* this._byLength.get(length) ?? [];
    }
  }
}

function wordsOf(name: string): string[] {
  const words = fold(name).match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? [];
  return words.filter(word => word.length >= SHORTEST && word.length <= LONGEST && !STOP_WORDS.has(word));
}

/**
 * Counts the letters to insert, drop, replace or swap with their neighbour to make one word of another.
 *
 * @param most - more than that need not be counted; the answer is then larger than this
 * @see Damerau, “A technique for computer detection and correction of spelling errors”, CACM 7 (1964)
 */
export function editsBetween(one: string, other: string, most: number): number {
  let same = 0;
  while (same < one.length && one[same] === other[same]) {
    same += 1;
  }
  const a = one.slice(same);
  const b = other.slice(same);
  if (a === '' || b === '') {
    return a.length + b.length;
  }
  if (most <= 0) {
    return Infinity;
  }
  const isSwapped = a[0] === b[1] && a[1] === b[0];
  return (
    1 +
    Math.min(
      editsBetween(a.slice(1), b.slice(1), most - 1),
      editsBetween(a.slice(1), b, most - 1),
      editsBetween(a, b.slice(1), most - 1),
      isSwapped ? editsBetween(a.slice(2), b.slice(2), most - 1) : Infinity
    )
  );
}
