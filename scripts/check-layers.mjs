// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Holds the arrows between packages, and between the folders of the service: prints every import that breaks them.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { sourceFiles } from './sources.mjs';

/** Which of our packages a package may import; `lazy` ones only by `await import()` or as types. */
const MAY = {
  api: { now: [] },
  client: { now: ['api'] },
  notebooks: { now: ['api'] },
  connection: { now: ['api', 'client'], lazy: ['notebooks'] },
  gallery: { now: ['connection', 'api'], lazy: ['notebooks', 'client'] },
  publishing: { now: ['connection', 'api'], lazy: ['notebooks', 'client'] },
  rooms: { now: ['connection', 'api'], lazy: ['notebooks', 'client'] },
  'hub-service': { now: ['api', 'notebooks'] },
  cli: { now: ['api', 'client', 'notebooks'], lazy: ['hub-service'] }
};

/** What a feature folder of the service may take from outside itself, beside these files at the root of `src`. */
const SHARED_FOLDERS = ['auth', 'db', 'content', 'threads'];

/** Pure formats of a feature, for every reader of what it writes. */
const FORMAT = /\/format\/index\.ts$/;

/** Stands above the features and shows what they find; none of them may import it. */
const TOP_FOLDER = 'pages';

const IMPORT =
  /^\s*(import|export)\s+(type\s+)?[^;]*?from\s+'([^']+)'|await import\('([^']+)'\)|import\('([^']+)'\)/gms;

const broken = [];
for (const file of sourceFiles()) {
  const name = file.split('/')[1];
  for (const [, , type, from, ...lazy] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    const target = from ?? lazy.find(Boolean);
    const isNow = from !== undefined && !type;
    check(file, name, target, isNow);
  }
}

function check(file, name, target, isNow) {
  const own = /^@jupyter-atrium\/([\w-]+)(\/testing|\/verify)?$/.exec(target)?.[1];
  if (own && own !== name) {
    checkPackage(file, name, own, isNow);
  }
  if (name === 'hub-service' && target.startsWith('.') && isNow) {
    checkFeature(file, target);
  }
}

function checkPackage(file, name, own, isNow) {
  const { now, lazy = [] } = MAY[name];
  const isLazy = lazy.includes(own);
  if (!now.includes(own) && (!isLazy || isNow)) {
    broken.push(`${file}: packages/${name} may not import ${own}${isLazy ? ' at once' : ''}.`);
  }
}

function checkFeature(file, target) {
  const feature = path => posix.normalize(path).split('/').slice(3, -1)[0];
  const here = feature(file);
  const there = feature(posix.join(posix.dirname(file), target));
  const isPort = /\/(store|policy|present|errors)\.ts$/.test(target) || FORMAT.test(target);
  const isFeature = here && here !== TOP_FOLDER && there && here !== there;
  if (isFeature && !SHARED_FOLDERS.includes(there) && !isPort) {
    broken.push(`${file}: the feature ${here} may not import ${target}; ask for its port in context.`);
  }
}

if (broken.length > 0) {
  console.error(broken.join('\n'));
  process.exit(1);
}
