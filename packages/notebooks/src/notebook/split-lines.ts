// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Everywhere Python's `str.splitlines` ends a line. */
const ENDS = '\\n\\r\\v\\f\\u001c-\\u001e\\u0085\\u2028\\u2029';
const LINE = new RegExp(`[^${ENDS}]*(?:\\r\\n|[${ENDS}])|[^${ENDS}]+`, 'g');
const END = new RegExp(`[${ENDS}]$`);

/**
 * Splits text as Python's `splitlines(keepends=True)` does.
 *
 * @returns lines with their ends; none for an empty text
 * @see https://docs.python.org/3/library/stdtypes.html#str.splitlines
 */
export function splitLines(text: string): string[] {
  return text.match(LINE) ?? [];
}

/** Takes the line end off a line that `splitLines` gave. */
export function withoutLineEnd(line: string): string {
  const length = line.endsWith('\r\n') ? 2 : END.test(line) ? 1 : 0;
  return line.slice(0, line.length - length);
}
