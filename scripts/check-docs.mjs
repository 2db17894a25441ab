// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Holds the documents against the code: links, paths and scripts they name, and the operators' tables of settings,
// arguments, limits and metrics, each in both directions.
import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { root } from './run.mjs';
import { files } from './sources.mjs';

const OPERATORS = 'docs/operators.md';
const { LIMITS } = await import(`${root}packages/api/src/limits.ts`);

const wrong = [];
const read = file => readFileSync(file, 'utf8');
const found = (text, pattern) => new Set([...text.matchAll(pattern)].map(match => match[1]));

for (const file of files('*.md').filter(each => !each.startsWith('examples/works/'))) {
  checkLinks(file);
  checkScripts(file);
}
checkPaths();
checkSettings();
checkArguments();
checkLimits();
checkMetrics();

if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}

/** Links to files of the project, and to headings in them. */
function checkLinks(file) {
  for (const [, path, heading] of read(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)) {
    const target = path === '' ? file : `${dirname(file)}/${path}`;
    if (!existsSync(target)) {
      wrong.push(`${file}: the link ${path} leads nowhere.`);
    } else if (heading && !headings(target).has(heading)) {
      wrong.push(`${file}: ${path || 'it'} has no heading #${heading}.`);
    }
  }
}

/** The anchors of a document, as GitHub makes them. */
function headings(file) {
  const titles = [...read(file).matchAll(/^#{1,6} (.+)$/gm)].map(match => match[1]);
  return new Set(
    titles.map(title =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-')
    )
  );
}

/** Paths rot first in documents; change notes are history. */
function checkPaths() {
  for (const file of files('*.md').filter(each => !/^examples\/works\/|CHANGELOG/.test(each))) {
    const paths = read(file).matchAll(
      /`((?:packages|scripts|docs|examples|ui-tests|jupyter_atrium|changes\.d)\/[\w./-]*[\w/])`/g
    );
    for (const [, path] of paths) {
      if (!existsSync(path) && !/labextensions|program/.test(path)) {
        wrong.push(`${file}: ${path} is not there.`);
      }
    }
  }
}

function checkScripts(file) {
  const { scripts } = JSON.parse(read('package.json'));
  for (const name of found(read(file), /npm run ([\w:-]+)/g)) {
    if (!Object.hasOwn(scripts, name)) {
      wrong.push(`${file}: there is no script \`npm run ${name}\`.`);
    }
  }
}

/** What the service reads from its environment. */
function checkSettings() {
  const known = found(read('packages/hub-service/src/env.ts'), /\b((?:ATRIUM|JUPYTERHUB)_[A-Z_]*[A-Z])\b/g);
  compare('setting', known, rows('Settings of the service'));
}

/** What `configure` takes. */
function checkArguments() {
  const [, signature] = /def configure\(\n\s+c,\n\s+\*,\n([^)]*(?:\(\)[^)]*)*)\n\):/.exec(
    read('jupyter_atrium/hub.py')
  );
  compare('argument', found(signature, /^\s+(\w+)=/gm), rows('Arguments of configure'));
}

/** Every limit, with its value. */
function checkLimits() {
  const lines = section('Limits').matchAll(/^\| `(\w+)` +\| ([^|]+?) +\|/gm);
  const written = new Map([...lines].map(([, name, value]) => [name, value]));
  compare('limit', new Set(Object.keys(LIMITS)), new Set(written.keys()));
  for (const [name, value] of Object.entries(LIMITS)) {
    if (written.has(name) && written.get(name) !== words(name, value)) {
      wrong.push(`${OPERATORS}: the limit ${name} is ${words(name, value)}, not ${written.get(name)}.`);
    }
  }
}

function checkMetrics() {
  const names = found(
    read('packages/hub-service/src/health/metrics.ts'),
    /this\._(?:counter|gauge|histogram)\('(\w+)'/g
  );
  compare('metric', new Set([...names].map(name => `atrium_${name}`)), rows('Metrics'));
}

/** A number as the operators' table has it. */
function words(name, value) {
  if (name.endsWith('Ms')) {
    const minutes = value / 60_000;
    if (minutes <= 1) {
      return `${value / 1000} s`;
    }
    return minutes < 60 ? `${minutes} minutes` : minutes <= 1440 ? `${minutes / 60} hours` : `${minutes / 1440} days`;
  }
  if (name.endsWith('Share')) {
    return `${value * 100} %`;
  }
  if (!/[bB]ytes/.test(name)) {
    return value.toLocaleString('en');
  }
  const units = [...['GiB', 'MiB', 'KiB'].map((unit, at) => [unit, 1024 ** (3 - at)]), ['MB', 1e6]];
  const [unit, size] = units.find(([, each]) => value % each === 0) ?? ['bytes', 1];
  return `${value / size} ${unit}`;
}

/** What stands in code at the beginning of a section's table rows. */
function rows(title) {
  return found(section(title), /^\| `(\w+)`/gm);
}

function section(title) {
  const [, text] = read(OPERATORS).split(new RegExp(`^#+ ${title}$`, 'm'));
  return text?.split(/^#+ /m)[0] ?? '';
}

function compare(kind, known, written) {
  for (const name of known.difference(written)) {
    wrong.push(`${OPERATORS}: the ${kind} ${name} is missing.`);
  }
  for (const name of written.difference(known)) {
    wrong.push(`${OPERATORS}: there is no ${kind} ${name}.`);
  }
}
