// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Puts a table of measurements into docs/performance.md, with what they were made on.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { root } from './run.mjs';

const PATH = `${root}docs/performance.md`;
const BEGIN = '<!-- measured: begin -->';
const END = '<!-- measured: end -->';

/** @param command - that made the table */
export async function writeTable(table, command) {
  const text = readFileSync(PATH, 'utf8');
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) {
    throw new Error(`docs/performance.md has no ${BEGIN} … ${END} to write between.`);
  }
  const measured = `${text.slice(0, begin + BEGIN.length)}\n\n${machine(command)}\n\n${table}\n\n${text.slice(end)}`;
  const options = { ...(await resolveConfig(PATH)), parser: 'markdown' };
  writeFileSync(PATH, await format(measured, options));
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
