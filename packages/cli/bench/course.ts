// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomOf } from '../../hub-service/bench/chance.ts';

const WORDS = (
  'the ocean model data temperature plot array import numpy frame slope error mean variance glacier river ' +
  'result figure table value sample density margin layer current season record'
).split(' ');
const NOTEBOOKS = 265;
const CELLS = 40;
const TABLES = 120;
const PICTURES = 300;
const MODULES = 357;

/**
 * Writes a course of the shape of five real ones: 1,042 files, 265 notebooks among them, with pictures, tables and
 * streams as outputs; the same in every run. `ATRIUM_BENCH_CORPUS` names a folder to take instead.
 */
export function writeCourse(folder: string): void {
  const given = process.env.ATRIUM_BENCH_CORPUS;
  if (given) {
    cpSync(given, folder, { recursive: true, filter: path => !/\/\.(?:git|atrium)$/.test(path) });
    return;
  }
  const course = new Course();
  for (let index = 0; index < NOTEBOOKS; index++) {
    put(folder, `week${index % 12}/lab${index}.ipynb`, course.notebook(index));
  }
  for (let index = 0; index < TABLES; index++) {
    put(folder, `data/table${index}.csv`, course.table());
  }
  for (let index = 0; index < PICTURES; index++) {
    put(folder, `images/figure${index}.png`, course.picture(20_000, 140_000));
  }
  for (let index = 0; index < MODULES; index++) {
    put(folder, `src/module${index}.py`, course.module(index));
  }
}

/** Writes very many small files. */
export function writeSmallFiles(folder: string, count: number): void {
  const course = new Course();
  for (let index = 0; index < count; index++) {
    put(folder, `part${index % 100}/note${index}.txt`, course.prose(430).slice(0, 3000));
  }
}

/** Writes one file without any pattern. */
export function writeLargeFile(path: string, bytes: number): void {
  const course = new Course();
  mkdirSync(dirname(path), { recursive: true });
  for (let at = 0; at < bytes; at += PIECE_BYTES) {
    writeFileSync(path, course.noise(Math.min(PIECE_BYTES, bytes - at)), { flag: 'a' });
  }
}
const PIECE_BYTES = 16 * 1024 * 1024;

/** Changes one cell of the largest notebook; answers which it is. */
export function editCell(folder: string, round: number): string {
  const [path = ''] = filesOf(folder)
    .filter(each => each.endsWith('.ipynb'))
    .sort((a, b) => statSync(join(folder, b)).size - statSync(join(folder, a)).size);
  const notebook = JSON.parse(readFileSync(join(folder, path), 'utf8')) as { cells: { source: string[] | string }[] };
  const cell = notebook.cells[Math.floor(notebook.cells.length / 2)];
  if (cell) {
    cell.source = [...[cell.source].flat(), `\nround = ${round}`];
  }
  writeFileSync(join(folder, path), `${JSON.stringify(notebook, null, 1)}\n`);
  return path;
}

/** All files below a folder, relative to it. */
export function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

/** Bytes of all files below a folder, or of one file. */
export function bytesOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) {
    return stat?.size ?? 0;
  }
  return filesOf(path).reduce((sum, file) => sum + statSync(join(path, file)).size, 0);
}

function put(folder: string, path: string, content: string | Uint8Array): void {
  const place = join(folder, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
}

class Course {
  private readonly _random = randomOf(42);

  prose(words: number): string {
    return Array.from({ length: words }, () => WORDS[Math.floor(this._random() * WORDS.length)]).join(' ');
  }

  noise(bytes: number): Buffer {
    const noise = Buffer.alloc(bytes - (bytes % 4) + 4);
    for (let at = 0; at < noise.length; at += 4) {
      noise.writeUInt32LE(Math.floor(this._random() * 2 ** 32), at);
    }
    return noise.subarray(0, bytes);
  }

  picture(from: number, to: number): Buffer {
    const mark = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
    return Buffer.concat([mark, this.noise(Math.floor(from + this._random() * (to - from)))]);
  }

  table(): string {
    const rows = Math.floor(1500 + this._random() * 4000);
    const row = (): string => Array.from({ length: 8 }, () => this._random().toFixed(6)).join(',');
    return Array.from({ length: rows }, row).join('\n');
  }

  module(index: number): string {
    return Array.from({ length: 40 }, () => {
      return `def ${this.prose(1)}_${index}(x):\n    """${this.prose(8)}"""\n    return x + ${this._random()}\n`;
    }).join('\n');
  }

  notebook(index: number): string {
    const cells = Array.from({ length: CELLS }, (_, at) =>
      at % 3 === 0 ? this._text(index, at) : this._code(index, at)
    );
    const kernelspec = { name: 'python3', display_name: 'Python 3', language: 'python' };
    return `${JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
  }

  private _text(notebook: number, at: number): object {
    const source = [`## ${this.prose(5)}\n`, '\n', this.prose(60)];
    return { cell_type: 'markdown', id: `text-${notebook}-${at}`, metadata: {}, source };
  }

  private _code(notebook: number, at: number): object {
    const values = Array.from({ length: 20 }, () => this._random().toFixed(4)).join(', ');
    const source = ['import numpy as np\n', `x_${at} = np.array([${values}])\n`, `print(x_${at}.mean())`];
    const id = `code-${notebook}-${at}`;
    return { cell_type: 'code', id, metadata: {}, execution_count: at + 1, outputs: this._outputs(at), source };
  }

  private _outputs(at: number): object[] {
    if (at % 5 === 1) {
      const picture = `${this.picture(12_000, 90_000).toString('base64')}\n`;
      const data = { 'image/png': picture, 'text/plain': ['<Figure size 640x480 with 1 Axes>'] };
      return [{ output_type: 'display_data', metadata: {}, data }];
    }
    if (at % 7 === 2) {
      const rows = Array.from({ length: 20 }, () => `<tr><th>${this.prose(1)}</th><td>${this._random()}</td></tr>\n`);
      const data = { 'text/html': ['<table>\n', ...rows, '</table>'], 'text/plain': [this.prose(20)] };
      return [{ output_type: 'execute_result', execution_count: at + 1, metadata: {}, data }];
    }
    const text = Array.from({ length: 30 }, () => `${this.prose(10)}\n`);
    return at % 2 === 0 ? [] : [{ output_type: 'stream', name: 'stdout', text }];
  }
}
