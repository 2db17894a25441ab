// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Compares paths as people order them: `lab2` before `lab10`, upper and lower case alike.
 *
 * The same on every machine, which `Intl.Collator` is not.
 */
export function compareNaturally(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  for (const [index, part] of left.entries()) {
    const other = right[index];
    if (other === undefined) {
      return 1;
    }
    const order = compareParts(part, other);
    if (order !== 0) {
      return order;
    }
  }
  return left.length - right.length || compareText(a, b);
}

function partsOf(path: string): string[] {
  return path.toLowerCase().match(/\d+|\D+/g) ?? [];
}

function compareParts(a: string, b: string): number {
  const isDigits = /^\d/.test(a) && /^\d/.test(b);
  if (!isDigits) {
    return compareText(a, b);
  }
  const [left, right] = [a.replace(/^0+(?=\d)/, ''), b.replace(/^0+(?=\d)/, '')];
  return left.length - right.length || compareText(left, right);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
