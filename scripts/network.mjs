// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Makes a network of hubs that run: as their administrators would, on the service's own pages.
import { existsSync, writeFileSync } from 'node:fs';
import { logIn } from './page-session.mjs';

const ADMIN = 'ada';
const LISTED_MS = 60_000;

/** The name by which other hubs know a hub. */
const idOf = hub => hub.atrium.replace(/^https?:\/\/|\/$/g, '');

/** The setting by which a hub may ask hubs that are on this machine. */
export const peerRules = (hosts, port) => hosts.map(host => `http://${host}:${port}`).join(',');

/**
 * Lets hubs follow each other, once: their networks turned on, the keys of each compared with what the other shows.
 *
 * @param hubs - from `startHub`, each allowed to ask the others
 * @param password - of their administrators
 */
export async function connect(hubs, password) {
  const done = hub => `${hub.folder}/network`;
  if (hubs.every(hub => existsSync(done(hub)))) {
    return;
  }
  const admins = await Promise.all(hubs.map(hub => logIn(hub, ADMIN, password)));
  for (const [index, hub] of hubs.entries()) {
    await turnOn(admins[index], `${hub.folder}/recovery-key`);
  }
  for (const [index, hub] of hubs.entries()) {
    for (const other of hubs.filter(each => each !== hub)) {
      await follow(admins[index], other);
    }
    writeFileSync(done(hub), '');
  }
}

/** Asks another hub now, until its works are listed. */
export async function list(hub, other, works, { password, token }) {
  const admin = await logIn(hub, ADMIN, password);
  const page = `hubs/hub?id=${encodeURIComponent(idOf(other))}`;
  for (const end = Date.now() + LISTED_MS; Date.now() < end;) {
    await admin.press(page, 'hubs/check', {});
    if (await areListed(hub, works, token)) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
  throw new Error(`${other.atrium} is not listed at ${hub.atrium}: see its page Hubs.`);
}

async function turnOn(admin, keyFile) {
  const page = await admin.open('network');
  if (!page.includes('name="recovery"')) {
    return;
  }
  await admin.press('network', 'network', text => {
    const key = /<pre class="copy">([^<]+)<\/pre>/.exec(text)?.[1] ?? '';
    // For trying out only: elsewhere this key is on paper, and on no machine.
    writeFileSync(keyFile, `${key}\n`, { mode: 0o600 });
    return { typed: key.replaceAll(/\s/g, '').slice(-4) };
  });
}

async function follow(admin, other) {
  const page = `hubs/follow?address=${encodeURIComponent(other.atrium)}`;
  if ((await admin.open(page)).includes('followed already')) {
    return;
  }
  await admin.press(page, 'hubs', { compared: 'yes', mode: 'listed', review: 'none' });
}

async function areListed(hub, works, token) {
  const replies = await Promise.all(
    works.map(work => fetch(`${hub.atrium}api/v1/works/${work}`, { headers: { authorization: `token ${token}` } }))
  );
  return replies.every(reply => reply.ok);
}
