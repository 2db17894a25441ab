// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Hangs the example works in a new hub's gallery: published by their users from their own folders, as anybody would, and put
// into collections by the curator on the service's pages.
import { cpSync, existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { logIn } from './page-session.mjs';
import { capture, root } from './run.mjs';

const examples = `${root}examples/works`;
/** The hub of works that name none. */
const FIRST = 'north';

/**
 * Publishes the example works, once a hub.
 *
 * @param hub - from `startHub`
 * @param environments - by user: the environment in which `atrium` is that user
 * @param password - of the curator
 * @param {{only?: string, elsewhere?: object}} part - `only`: the hub whose works and collections these are; without it all works;
 *   `elsewhere`: ids of works of another hub that are listed here, by folder
 * @returns `works`: the ids of what was published, by folder; `shared`: of what other hubs may list; `isNew`: just now
 */
export async function seed(hub, environments, password, { only, elsewhere = {} } = {}) {
  const done = `${hub.folder}/seeded`;
  const { works, collections } = readSeed(only);
  if (existsSync(done)) {
    return answer(JSON.parse(readFileSync(done, 'utf8')), works, false);
  }
  console.log(`Hanging ${works.length} works in the gallery of ${new URL(hub.url).host} …`);
  const published = new Map(Object.entries(elsewhere));
  for (const work of works) {
    const source = `${hub.folder}/home/${work.user}/${work.folder}`;
    const env = environments[work.user];
    await openParent(published.get(work.madeFrom), source, env);
    published.set(work.folder, await publish(work, source, env));
    if (work.second) {
      await publish({ ...work, ...work.second }, source, env);
    }
  }
  await collect(hub, collections, published, password);
  const own = Object.fromEntries(works.map(({ folder }) => [folder, published.get(folder)]));
  writeFileSync(done, JSON.stringify(own));
  return answer(own, works, true);
}

function answer(own, works, isNew) {
  const isShared = ({ audience }) => audience === 'network' || audience === 'public';
  return { works: own, shared: works.filter(isShared).map(({ folder }) => own[folder]), isNew };
}

function readSeed(only) {
  const { works, collections } = JSON.parse(readFileSync(`${examples}/seed.json`, 'utf8'));
  const isOf = (part, name) => (part.hub ?? FIRST) === name;
  return {
    works: works.filter(work => only === undefined || isOf(work, only)),
    collections: collections.filter(collection => isOf(collection, only ?? FIRST))
  };
}

/** What was made from another work begins as a copy of it, which is how the work knows. */
async function openParent(parent, source, env) {
  if (parent) {
    await tell(['get', parent, source], env);
    const files = readdirSync(source).filter(name => name !== '.atrium');
    files.forEach(name => rmSync(`${source}/${name}`, { recursive: true }));
  }
}

async function publish(work, source, env) {
  cpSync(`${examples}/${work.folder}`, source, { recursive: true });
  const option = (name, value) => (value === undefined ? [] : [`--${name}`, value]);
  const output = await tell(
    [
      ...['publish', source, '--yes', '--json', '--licence', work.licence ?? 'none', '--audience', work.audience],
      ...['--label', work.label],
      ...option('title', work.title),
      ...option('note', work.note),
      ...(work.authors ?? []).flatMap(author => option('author', author)),
      ...(work.tags ?? []).flatMap(tag => option('tag', tag))
    ],
    env
  );
  return JSON.parse(output.slice(output.indexOf('{'))).work;
}

async function tell(args, env) {
  const { code, output } = await capture('atrium', args, { env });
  if (code !== 0) {
    throw new Error(`\`atrium ${args.slice(0, 2).join(' ')}\` ended with ${code}: ${output}`);
  }
  return output;
}

async function collect(hub, collections, published, password) {
  const curator = await logIn(hub, 'ada', password);
  for (const { title, text, isFeatured, works } of collections) {
    const address = await curator.press('collections', 'collections', { title });
    const edit = new URL(address).pathname.split('/services/atrium/')[1];
    const path = edit.replace(/\/edit$/, '');
    await curator.press(edit, `${path}/edit`, { title, text });
    for (const folder of works) {
      const work = published.get(folder);
      await curator.press(`${edit}?find=${work}`, `${path}/add`, { work });
    }
    if (isFeatured) {
      await curator.press(edit, `${path}/feature`, { featured: 'yes' });
    }
  }
}
