// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// One name everywhere: plugin ↔ file ↔ schema, command ↔ file, operation ↔ file ↔ spec, problem, class ↔ style.
// Also the two lines every source begins with, and file names.
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { files, sourceFiles } from './sources.mjs';

const LAB = ['connection', 'gallery', 'publishing', 'rooms'];
const wrong = [];
const read = file => readFileSync(file, 'utf8');
const kebab = name => name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
const camel = name => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

checkHeaders();
checkFileNames();
LAB.forEach(checkPlugins);
checkCommands();
checkOperations();
checkStyles();

if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}

function checkHeaders() {
  for (const file of files('*.ts', '*.tsx', '*.mjs')) {
    const head = read(file).replace(/^#!.*\n/, '');
    if (!/^\/\/ Copyright \(c\) Atrium contributors\.\n\/\/ Distributed under/.test(head) && !/testdata/.test(file)) {
      wrong.push(`${file}: begins without the two lines of copyright.`);
    }
  }
}

function checkFileNames() {
  for (const file of files('packages/*.ts', 'packages/*.tsx')) {
    const name = basename(file).replace(/(\.spec)?\.tsx?$|\.d\.ts$/, '');
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      wrong.push(`${file}: file names are in kebab case.`);
    }
    if (/^(utils?|helpers?|common|misc|types)$/.test(name)) {
      wrong.push(`${file}: “${name}” says nothing; name what it holds.`);
    }
  }
}

function checkPlugins(name) {
  for (const file of files(`packages/${name}/src/plugins/*.ts`)) {
    const plugin = basename(file, '.ts');
    if (plugin === 'index' || plugin.endsWith('.spec')) {
      continue;
    }
    const text = read(file);
    if (!text.includes(`id: '@jupyter-atrium/${name}:${plugin}'`)) {
      wrong.push(`${file}: its plugin is called @jupyter-atrium/${name}:${plugin}.`);
    }
    if (!new RegExp(`export const ${camel(plugin)}\\b`).test(text)) {
      wrong.push(`${file}: exports the constant ${camel(plugin)}.`);
    }
  }
  for (const file of files(`packages/${name}/schema/*.json`)) {
    const plugin = basename(file, '.json');
    if (!existsSync(`packages/${name}/src/plugins/${plugin}.ts`)) {
      wrong.push(`${file}: there is no plugin of this name.`);
    }
  }
}

function checkCommands() {
  const ids = sourceFiles()
    .filter(file => file.endsWith('/ids.ts') || file.endsWith('connection/src/tokens.ts'))
    .flatMap(file => [...read(file).matchAll(/: '(atrium:[a-z-]+)'/g)].map(([, id]) => ({ id, file })));
  for (const { id, file } of ids) {
    if (ids.filter(other => other.id === id).length > 1) {
      wrong.push(`${file}: the command ${id} has two ids.`);
    }
    const name = id.slice('atrium:'.length);
    const home = LAB.map(each => `packages/${each}/src/commands/${name}.ts`).find(path => existsSync(path));
    if (!home || !new RegExp(`export function ${camel(name)}\\b`).test(read(home))) {
      wrong.push(`${id}: no commands/${name}.ts that exports the function ${camel(name)}.`);
    }
  }
}

function checkOperations() {
  const specs = files('packages/hub-service/*.spec.ts').map(read).join('\n');
  for (const file of files('packages/api/src/operations/*.ts')) {
    for (const [, name, id] of read(file).matchAll(/export const (\w+) = \{\n\s+id: '(\w+)'/g)) {
      if (name !== id) {
        wrong.push(`${file}: ${name} has the id ${id}.`);
      }
      const [home] = files(`packages/hub-service/src/*/${kebab(id)}.ts`);
      if (!home) {
        wrong.push(`${id}: no file ${kebab(id)}.ts in the service.`);
      }
      if (!specs.includes(`describe('${id}'`)) {
        wrong.push(`${id}: no spec of the service describes it.`);
      }
    }
  }
}

function checkStyles() {
  for (const file of files('packages/*/style/*.css')) {
    const folder = dirname(file);
    for (const [, name] of read(file).matchAll(/@import url\('([^']+)'\)/g)) {
      if (!existsSync(`${folder}/${name}`)) {
        wrong.push(`${file}: ${name} is not there.`);
      }
    }
    for (const [, colour] of read(file).matchAll(/:[^;{}]*(#[0-9a-fA-F]{3,8})\b/g)) {
      wrong.push(`${file}: ${colour}; take a --jp-* variable.`);
    }
    for (const [, name] of read(file).matchAll(/\.([A-Za-z][\w-]*)/g)) {
      if (/^jp-A/.test(name) && name !== 'jp-Atrium' && !name.startsWith('jp-Atrium-')) {
        wrong.push(`${file}: .${name}; our classes begin with jp-Atrium-.`);
      }
    }
  }
}
