// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** How often each line stands in a text; blank lines are not counted. */
type Lines = ReadonlyMap<string, number>;

/** Whether the lines that two sides added to a base are all in a result, and those that theirs removed are not. */
export function holdsChanges(base: string, mine: string, theirs: string, result: string): boolean {
  const [before, own, other, after] = [base, mine, theirs, result].map(countLines);
  if (!before || !own || !other || !after) {
    return false;
  }
  return [...new Set([...before.keys(), ...own.keys(), ...other.keys()])].every(line => {
    const count = (lines: Lines): number => lines.get(line) ?? 0;
    const [ownChange, otherChange] = [count(own) - count(before), count(other) - count(before)];
    const isRemoved = ownChange === 0 && otherChange < 0;
    return (
      count(after) >= Math.max(ownChange, otherChange) &&
      (!isRemoved || count(after) <= count(other)) &&
      count(after) <= count(own) + Math.max(otherChange, 0)
    );
  });
}

/** Whether a text holds every line of another, as often. */
export function holdsLines(text: string, part: string): boolean {
  const lines = countLines(text);
  return [...countLines(part)].every(([line, count]) => (lines.get(line) ?? 0) >= count);
}

function countLines(text: string): Lines {
  const counts = new Map<string, number>();
  for (const line of text.split('\n')) {
    const key = line.trimEnd();
    if (key !== '') {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
