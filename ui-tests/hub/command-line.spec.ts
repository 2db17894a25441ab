// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync, writeFileSync } from 'node:fs';
import { type Published, atrium, bring, expect, home, publish, service, test, tokenOf, unique } from './people';

/** A course in alice's files that nobody has published yet. */
function newCourse(): string {
  const folder = unique('course');
  bring('alice', 'statistics-101', folder);
  return folder;
}

test('publishes a folder, says where it is, and ends with nothing to do the next time', async () => {
  const folder = newCourse();
  const args = ['publish', folder, '--json', '--licence', 'MIT', '--title', unique('Terminal')];
  const said = await atrium('alice', args);
  expect(said).toMatchObject({ code: 0, error: '' });
  const { work, release, url } = JSON.parse(said.out) as Published;
  expect([release, url]).toEqual(['1.0.0', `${service()}works/${work}`]);
  const again = await atrium('alice', args);
  expect(again.code).toBe(0);
  expect(JSON.parse(again.out)).toMatchObject({ work, release, url, isUnchanged: true });
});

test('publishes an update that others find, read about and get', async () => {
  const [folder, title] = [newCourse(), unique('Terminal')];
  const { work, url } = await publish('alice', folder, '--title', title);
  bring('alice', 'statistics-101.next', folder);
  const { release } = await publish('alice', folder, '--note', 'Millimetres, not centimetres.');
  expect(release).toBe('1.1.0');

  const found = await atrium('bob', ['search', title]);
  expect(found.code).toBe(0);
  expect(found.out).toMatch(new RegExp(`^${title}\\n  alice · 1.1.0 · North Hub · CC BY 4.0\\n  ${url}\\n`));
  expect(found.out).toContain('\n1 work.\n');

  const shown = await atrium('bob', ['show', url]);
  expect(shown.code).toBe(0);
  expect(shown.out).toMatch(/\n {2}1\.1\.0 {2}\d{4}-\d\d-\d\d {2}Millimetres, not centimetres\.\n {2}1\.0\.0 /);
  expect(shown.out).toContain('\n  data/seedlings.csv  ');

  const copy = unique('got');
  expect(await atrium('bob', ['get', `${work}@1.0.0`, copy])).toMatchObject({ code: 0, error: '' });
  const [got, source] = [`${home('bob')}/${copy}`, `${home('alice')}/${folder}`];
  expect(readFileSync(`${got}/data/seedlings.csv`)).toEqual(readFileSync(`${source}/data/seedlings.csv`));
  // The release before the update.
  expect(readFileSync(`${got}/lab-3-regression.ipynb`)).not.toEqual(readFileSync(`${source}/lab-3-regression.ipynb`));
});

test('looks without sending, and ends with 3 while something has to be decided', async () => {
  const folder = newCourse();
  expect(await atrium('alice', ['check', folder])).toMatchObject({ code: 0 });
  writeFileSync(`${home('alice')}/${folder}/settings.py`, `TOKEN = "ghp_${'aB3dE5gH7jK9'.repeat(3)}"\n`);
  const checked = await atrium('alice', ['check', folder]);
  expect(checked.code).toBe(3);
  expect(checked.out).toContain('settings.py');
  expect(checked.out + checked.error).not.toContain('aB3dE5gH7jK9aB3dE5gH7jK9');
  const refused = await atrium('alice', ['publish', folder, '--json']);
  expect(refused.code).toBe(3);
  expect(JSON.parse(refused.out)).toHaveProperty('problem.code');
});

const REFUSALS = {
  'somebody who may not publish': {
    user: 'carol',
    args: ['publish', 'mine', '--yes'],
    code: 1,
    says: 'You may read on North Hub, not publish with this token. ada can allow it.'
  },
  'a token nobody knows': {
    user: 'bob',
    args: ['search', 'bus'],
    env: { ATRIUM_TOKEN: 'f'.repeat(32) },
    code: 1,
    says: /^The hub does not know this token/
  },
  'a work that is not there': {
    user: 'bob',
    args: ['show', '01a2220e-e82b-7531-ae14-d30e17606323'],
    code: 1,
    says: /^There is no such work here, or it is not shared with you\./
  },
  'an unknown option': {
    user: 'bob',
    args: ['publish', 'mine', '--colour', 'red'],
    code: 2,
    says: /`atrium help publish` says how it is used\.$/
  },
  'a hub that is not named': {
    user: 'bob',
    args: ['search', 'bus'],
    env: { ATRIUM_HUB: '' },
    code: 2,
    says: /ATRIUM_HUB/
  },
  'a hub that does not answer': {
    user: 'bob',
    args: ['search', 'bus'],
    env: { ATRIUM_HUB: 'http://127.0.0.1:1/services/atrium/' },
    code: 1,
    says: /does not answer/
  }
} as const;

for (const [name, { user, args, code, says, ...rest }] of Object.entries(REFUSALS)) {
  test(`refuses ${name} in one line, and without its token`, async () => {
    bring(user, 'lorenz-curves', 'mine');
    const said = await atrium(user, [...args], 'env' in rest ? rest.env : {});
    expect(said).toMatchObject({ code, out: '' });
    expect(said.error.trimEnd()).toMatch(says);
    expect(said.error.trimEnd().split('\n')).toHaveLength(1);
    expect(said.error).not.toContain(tokenOf(user));
  });
}
