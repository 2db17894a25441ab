// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const SKIP_LEFT = 0;
const SKIP_RIGHT = 1;
const PAIR = 2;

/** The columns of one row that are tried, and what was chosen in each. */
type Row = { readonly low: number; readonly choices: Uint8Array };

/**
 * Aligns two sequences so that the scores of the pairs sum up to most; pairs keep their order, ties take the first.
 *
 * @param lengths - of both sequences
 * @param score - of a pair; 0 or less: never a pair
 * @param maxPairs - how many pairs may be scored; if there are more, only those near the diagonal are
 */
export function alignBest(
  lengths: readonly [number, number],
  score: (left: number, right: number) => number,
  maxPairs: number
): [number, number][] {
  const [rows, columns] = lengths;
  const band = bandOf(rows, columns, maxPairs);
  const choices: Row[] = [];
  // After each row: the best sum of the pairs from this row and column on. Columns outside the band keep theirs.
  const best = new Float64Array(columns + 1);
  for (let row = rows - 1; row >= 0; row -= 1) {
    const [low, high] = band(row);
    const chosen = new Uint8Array(high - low + 1);
    let diagonal = best[high + 1] ?? 0;
    for (let column = high; column >= low; column -= 1) {
      const skipLeft = best[column] ?? 0;
      const skipRight = best[column + 1] ?? 0;
      const own = score(row, column);
      const pair = own > 0 ? own + diagonal : -1;
      const most = Math.max(skipLeft, skipRight, pair);
      chosen[column - low] = pair === most ? PAIR : skipLeft === most ? SKIP_LEFT : SKIP_RIGHT;
      best[column] = most;
      diagonal = skipLeft;
    }
    best.fill(best[low] ?? 0, row === 0 ? low : band(row - 1)[0], low);
    choices[row] = { low, choices: chosen };
  }
  return follow(choices, columns);
}

function follow(rows: readonly Row[], columns: number): [number, number][] {
  const pairs: [number, number][] = [];
  for (let row = 0, column = 0; column < columns;) {
    const chosen = rows[row];
    if (!chosen) {
      break;
    }
    const choice = column < chosen.low ? SKIP_RIGHT : (chosen.choices[column - chosen.low] ?? SKIP_LEFT);
    if (choice === PAIR) {
      pairs.push([row, column]);
    }
    row += choice === SKIP_RIGHT ? 0 : 1;
    column += choice === SKIP_LEFT ? 0 : 1;
  }
  return pairs;
}

/** First and last column to try in a row. */
function bandOf(rows: number, columns: number, maxPairs: number): (row: number) => readonly [number, number] {
  if (rows * columns <= maxPairs) {
    return () => [0, columns - 1];
  }
  const half = Math.floor(maxPairs / rows / 2);
  return row => {
    const middle = Math.min(Math.round((row / rows) * columns), columns - 1);
    return [Math.max(middle - half, 0), Math.min(middle + half, columns - 1)];
  };
}
