// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Measures the gates of performance and prints one table: `npm run bench [-- NAME …] [--quick] [--write]`.
// --write puts each bench's table into docs/performance.md, with what it was measured on.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildProgram } from './program.mjs';
import { environment, root } from './run.mjs';
import { writeTable } from './write-performance.mjs';

/** In the order in which they run. */
const BENCHES = {
  requests: 'packages/cli/bench/requests.ts',
  search: 'packages/hub-service/bench/search.ts',
  transfer: 'packages/cli/bench/transfer.ts',
  merge: 'packages/cli/bench/merge.ts',
  rooms: 'packages/hub-service/bench/rooms.ts',
  page: 'ui-tests/bench/page.ts'
};
const COLUMNS = ['gate', 'what', 'ours', 'peer', 'ratio', 'bound', 'kept'];

const isQuick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
const unknown = named.filter(name => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench called ${unknown.join(', ')}. There are ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}

const program = mkdtempSync(join(tmpdir(), 'atrium-bench-program-'));
const rows = [];
let failed = 0;
try {
  // Of its own: what is measured must not change while it is measured.
  await buildProgram(program);
  for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
    console.log(`${name} …`);
    const before = rows.length;
    failed += (await measure(name)) === 0 ? 0 : 1;
    if (process.argv.includes('--write')) {
      await writeTable(name, tableOf(rows.slice(before)), `npm run bench -- ${name}${isQuick ? ' --quick' : ''}`);
    }
  }
} finally {
  rmSync(program, { recursive: true });
}
console.log(`\n${tableOf(rows)}`);
const broken = rows.filter(row => row.isKept === false);
console.log(
  `\n${rows.length} rows, ${broken.length} beyond their gate${failed > 0 ? `, ${failed} benches failed` : ''}.`
);
process.exit(failed > 0 ? 1 : 0);

/** Runs one bench and gathers its rows; answers its exit code. */
function measure(name) {
  return new Promise(resolve => {
    const child = fork(`${root}${BENCHES[name]}`, {
      cwd: root,
      execArgv: ['--conditions=atrium-source', '--disable-warning=ExperimentalWarning'],
      env: environment({
        ATRIUM_BENCH_PROGRAM: join(program, 'atrium.mjs'),
        ...(isQuick ? { ATRIUM_BENCH_QUICK: '1' } : {})
      })
    });
    child.on('message', row => {
      rows.push(row);
      console.log(`  ${[row.gate, row.what, row.ours, row.ratio, verdictOf(row)].filter(Boolean).join('  ')}`);
    });
    child.on('close', resolve);
  });
}

function verdictOf({ isKept }) {
  return isKept === null ? '' : isKept ? 'ok' : '**no**';
}

/** A table of Markdown with columns of even width. */
function tableOf(all) {
  const lines = [
    COLUMNS,
    ...all.map(row => [row.gate, row.what, row.ours, row.peer, row.ratio, row.bound, verdictOf(row)])
  ];
  const widths = COLUMNS.map((_, index) => Math.max(3, ...lines.map(line => line[index].length)));
  const print = cells => `| ${cells.map((cell, index) => cell.padEnd(widths[index])).join(' | ')} |`;
  const [head, ...body] = lines.map(print);
  return [head, print(widths.map(width => '-'.repeat(width))), ...body].join('\n');
}
