// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Holds the weight of what a JupyterLab page loads: each labextension's eager code, and every chunk.
import { readFileSync, readdirSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

const EAGER_KB = 25;
const ALL_EAGER_KB = 70;
const CHUNK_KB = 60;
const folder = `${root}jupyter_atrium/labextensions/@jupyter-atrium`;

const wrong = [];
let eager = 0;
for (const name of readdirSync(folder)) {
  const built = JSON.parse(readFileSync(`${folder}/${name}/package.json`, 'utf8')).jupyterlab._build;
  const chunks = readdirSync(`${folder}/${name}/static`).filter(file => file.endsWith('.js'));
  const size = file => gzipSync(readFileSync(`${folder}/${name}/static/${file}`)).length / 1000;
  const first = eagerChunks(name, chunks, built).reduce((sum, file) => sum + size(file), 0);
  eager += first;
  console.log(
    `${name}: ${first.toFixed(1)} kB eager, ${chunks.reduce((sum, file) => sum + size(file), 0).toFixed(1)} kB in all`
  );
  if (first > EAGER_KB) {
    wrong.push(`${name}: ${first.toFixed(1)} kB are loaded with the page; the cap is ${EAGER_KB} kB gzip.`);
  }
  for (const file of chunks.filter(each => size(each) > CHUNK_KB)) {
    wrong.push(`${name}: ${file} has ${size(file).toFixed(1)} kB; the cap is ${CHUNK_KB} kB gzip.`);
  }
}
if (eager > ALL_EAGER_KB) {
  wrong.push(`The labextensions load ${eager.toFixed(1)} kB with the page; the cap is ${ALL_EAGER_KB} kB gzip.`);
}
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}

/** The entry, and the chunks that the exposed modules name: `./extension` and `./style` are loaded with the page. */
function eagerChunks(name, chunks, built) {
  const entry = built.load.replace(/^static\//, '');
  const text = readFileSync(`${folder}/${name}/static/${entry}`, 'utf8');
  const exposed = [...text.matchAll(/"\.\/(?:extension|style|index)"[^"]*?(?=,"\.\/|\}\))/g)].join(' ');
  const ids = new Set([...exposed.matchAll(/\be\((?:"([^"]+)"|(\d+))\)/g)].map(match => match[1] ?? match[2]));
  return [entry, ...chunks.filter(file => file !== entry && ids.has(file.split('.')[0]))];
}
