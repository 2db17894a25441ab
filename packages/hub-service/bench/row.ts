// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A row of the table: what was measured, both sides, and what the ratio or value must not exceed. */
export type Row = {
  /** Of the design's list; empty for what has no gate. */
  gate: string;
  what: string;
  ours: string;
  /** Empty where a bound is absolute. */
  peer: string;
  ratio: string;
  bound: string;
  /** Null: nothing is demanded, or nothing could be measured. */
  isKept: boolean | null;
};

/** Tells a row as soon as it is known: to the command that gathers rows, else to whoever reads along. */
export function report(row: Row): void {
  if (process.send) {
    process.send(row);
    return;
  }
  const verdict = row.isKept === null ? '' : row.isKept ? 'ok' : 'NOT KEPT';
  const cells = [
    row.gate.padEnd(4),
    row.what.padEnd(56),
    row.ours.padEnd(20),
    row.peer.padEnd(20),
    row.ratio.padEnd(6)
  ];
  process.stdout.write(`${[...cells, row.bound.padEnd(10), verdict].join('  ').trimEnd()}\n`);
}

/** A row whose value alone is bounded. */
export function bounded(gate: string, what: string, [value, unit]: readonly [number, string], bound: number): Row {
  return {
    gate,
    what,
    ours: `${Number(value.toPrecision(3))} ${unit}`,
    peer: '',
    ratio: '',
    bound: `≤ ${bound} ${unit}`,
    isKept: value <= bound
  };
}

/** Fewer samples and smaller corpora, for a first look. */
export const IS_QUICK = process.env.ATRIUM_BENCH_QUICK === '1';
