// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Reads the first rows of delimited text (RFC 4180).
 *
 * @param rows - how many rows at most
 * @returns rows of fields; a quoted field may hold line breaks
 */
export function readDelimited(text: string, delimiter: string, rows: number): string[][] {
  // A field: quoted, with doubled quotes inside; or plain up to the next delimiter or line end.
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^${delimiter}\\r\\n]*))(${delimiter}|\\r?\\n|$)`, 'y');
  const table: string[][] = [];
  let row: string[] = [];
  while (table.length < rows && field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) {
      break;
    }
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] !== delimiter) {
      table.push(row);
      row = [];
    }
  }
  return row.length > 0 && table.length < rows ? [...table, row] : table;
}
