// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const FIRST = '1.0.0';
const SEMANTIC = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/;

/**
 * Proposes the label of the next release: `1.0.0` first, then the next minor version of the highest there is.
 *
 * @param taken - all labels of the work, in any order, withdrawn ones too
 */
export function nextLabel(taken: readonly string[]): string {
  const versions = taken
    .map(label => SEMANTIC.exec(label)?.slice(1).map(Number) as [number, number, number] | undefined)
    .filter(version => version !== undefined)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  const highest = versions.at(-1);
  return highest ? `${highest[0]}.${highest[1] + 1}.0` : FIRST;
}
