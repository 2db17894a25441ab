// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Puts tables of measurements into docs/performance.md, each with what it was made on.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { root } from './run.mjs';

const PATH = `${root}docs/performance.md`;

/**
 * Writes the table of one bench between its marks.
 *
 * @param command - that made the table
 */
export async function writeTable(name, table, command) {
  const text = readFileSync(PATH, 'utf8');
  const [begin, end] = [`<!-- measured: ${name} -->`, `<!-- end of ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) {
    throw new Error(`docs/performance.md has no ${begin} … ${end} to write between.`);
  }
  const head = text.slice(0, from + begin.length);
  const written = `${head}\n\n${machine(command)}\n\n${table}\n\n${text.slice(to)}`;
  const options = { ...(await resolveConfig(PATH)), parser: 'markdown' };
  writeFileSync(PATH, await format(written, options));
}

function machine(command) {
  const [{ model = 'unknown' } = {}] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB of memory`;
  const load = `load ${loadavg()
    .map(each => each.toFixed(1))
    .join(', ')} at the end`;
  const parts = [
    `${cpus().length} cores (${model})`,
    memory,
    `Linux ${release()}`,
    `Node ${process.versions.node}`,
    load
  ];
  return `Measured on ${new Date().toISOString().slice(0, 10)} with \`${command}\`: ${parts.join(', ')}.`;
}
