// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Hangs the example works in a new hub's gallery: published by their users from their own folders, as anybody would, and put
// into collections by the curator on the service's pages.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { logIn } from './page-session.mjs';
import { capture, root } from './run.mjs';

const examples = `${root}examples/works`;

/**
 * Publishes the example works, once a hub.
 *
 * @param hub - from `startHub`
 * @param environments - by user: the environment in which `atrium` is that user
 * @param password - of the curator
 */
export async function seed(hub, environments, password) {
  const done = `${hub.folder}/seeded`;
  if (existsSync(done)) {
    return;
  }
  const { works, collections } = JSON.parse(readFileSync(`${examples}/seed.json`, 'utf8'));
  console.log(`Hanging ${works.length} works in the gallery …`);
  const published = new Map();
  for (const work of works) {
    const source = `${hub.folder}/home/${work.user}/${work.folder}`;
    const parents = (work.madeFrom ?? []).map(folder => published.get(folder));
    published.set(work.folder, await publish(work, source, environments[work.user], parents));
    if (work.second) {
      await publish({ ...work, ...work.second }, source, environments[work.user], parents);
    }
  }
  await collect(hub, collections, published, password);
  writeFileSync(done, '');
}

async function publish(work, source, env) {
  cpSync(`${examples}/${work.folder}`, source, { recursive: true });
  const option = (name, value) => (value === undefined ? [] : [`--${name}`, value]);
  const args = [
    ...['publish', source, '--yes', '--json', '--licence', work.licence, '--audience', work.audience],
    ...['--label', work.label],
    ...option('title', work.title),
    ...option('note', work.note),
    ...(work.authors ?? []).flatMap(author => option('author', author)),
    ...(work.tags ?? []).flatMap(tag => option('tag', tag))
  ];
  const { code, output } = await capture('atrium', args, { env });
  if (code !== 0) {
    throw new Error(`${work.folder} could not be published: ${output}`);
  }
  return JSON.parse(output.slice(output.indexOf('{'))).work;
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
