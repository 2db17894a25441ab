// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Everywhere Python's `str.splitlines` ends a line. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const LINE = /[^\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]*(?:\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029])/g;
// eslint-disable-next-line no-control-regex -- as above
const END = /[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]$/;

/**
 * Splits text as Python's `splitlines(keepends=True)` does.
 *
 * @returns lines with their ends; none for an empty text
 * @see https://docs.python.org/3/library/stdtypes.html#str.splitlines
 */
export function splitLines(text: string): string[] {
  const lines: string[] = text.match(LINE) ?? [];
  const split = lines.reduce((length, line) => length + line.length, 0);
  if (split < text.length) {
    lines.push(text.slice(split));
  }
  return lines;
}

/** Takes the line end off a line that `splitLines` gave. */
export function withoutLineEnd(line: string): string {
  const length = line.endsWith('\r\n') ? 2 : END.test(line) ? 1 : 0;
  return line.slice(0, line.length - length);
}
