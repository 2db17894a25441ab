// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { Operation, Scope } from '@jupyter-atrium/api';
import { isBytes, operations } from '@jupyter-atrium/api';
import { addressOf } from '@jupyter-atrium/client';
import type { Credential, Kind } from './credentials';
import { collectCredentials } from './credentials';
import { bring, expect, publish, service, test, unique } from './people';

/** Who may do a kind of act at all; everybody else is refused before the act is looked at. */
const MAY: Readonly<Record<Scope, readonly Kind[]>> = {
  none: [],
  access: ['own', 'own reader', 'visit', 'kernel', 'personal', 'personal reader'],
  own: ['own', 'own reader', 'personal', 'personal reader'],
  publish: ['own', 'personal'],
  upload: ['upload ticket'],
  download: ['download ticket'],
  room: [],
  curate: [],
  admin: [],
  metrics: []
};

const REFUSAL: Readonly<Record<Kind, string>> = {
  nobody: 'not-logged-in',
  'upload ticket': 'not-logged-in',
  'download ticket': 'not-logged-in',
  'no access': 'no-access',
  visit: 'wrong-token',
  kernel: 'wrong-token',
  own: 'not-allowed',
  'own reader': 'not-allowed',
  personal: 'not-allowed',
  'personal reader': 'not-allowed'
};

test('every credential the hub gives out may do what it should and nothing else', async ({ browser }) => {
  const folder = unique('work');
  bring('alice', 'lorenz-curves', folder);
  const { work } = await publish('alice', folder);
  const { work: hidden } = await publish('alice', folder, '--new', '--audience', 'private');
  const wrong: string[] = [];
  for (const credential of await collectCredentials(browser, work)) {
    for (const operation of Object.values<Operation>(operations)) {
      const [outcome, expected] = [await outcomeOf(operation, credential), expectedOf(operation, credential)];
      if (outcome !== expected) {
        wrong.push(`${operation.id} by ${credential.name}: ${outcome}, not ${expected}`);
      }
    }
    const shown = await Promise.all([work, hidden].map(id => isShown(id, credential)));
    // Carol, whose page token is a reader's, is none of the private work's.
    const should = [MAY.access.includes(credential.kind), OWNS.includes(credential.kind)];
    if (shown.join() !== should.join()) {
      wrong.push(`A work of the hub and a private one by ${credential.name}: ${shown.join()}, not ${should.join()}`);
    }
  }
  expect(wrong).toEqual([]);
});

const IDS = ['work', 'draft', 'collection', 'room', 'session', 'member', 'message', 'run', 'version', 'invitation'];

const OWNS: readonly Kind[] = ['own', 'personal', 'personal reader'];

async function isShown(work: string, credential: Credential): Promise<boolean> {
  return (await call(operations.getWork, credential, { work })).ok;
}

function expectedOf({ scope }: Operation, { kind, token }: Credential): string {
  if (MAY[scope].includes(kind)) {
    return 'let in';
  }
  if (scope === 'room' && token !== null) {
    return 'session-ended';
  }
  const isTicketed = scope === 'upload' || scope === 'download';
  return isTicketed && token !== null ? 'ticket-ended' : REFUSAL[kind];
}

async function outcomeOf(operation: Operation, credential: Credential): Promise<string> {
  const reply = await call(operation, credential, {});
  const isRefused = reply.status === 401 || reply.status === 403;
  return isRefused
    ? ((await reply.json()) as { code: string }).code
    : reply.status < 500
      ? 'let in'
      : `${reply.status}`;
}

/** Calls an operation about nothing there is. */
function call(operation: Operation, { token }: Credential, params: Record<string, string>): Promise<Response> {
  const [id, digest] = [randomUUID(), `sha256:${'a'.repeat(64)}`];
  const ids = Object.fromEntries(IDS.map(name => [name, id]));
  const all = { ...ids, cover: digest, digest, label: '1.0.0', '*': 'a', ...params };
  const type = operation.body && (isBytes(operation.body) ? operation.body.mediaType : 'application/json');
  return fetch(addressOf(service(), operation, { params: all }), {
    method: operation.method,
    headers: {
      ...(token === null ? {} : { authorization: `token ${token}` }),
      ...(type ? { 'content-type': type } : {})
    },
    ...(type ? { body: type === 'application/json' ? '{}' : Buffer.alloc(32) } : {})
  });
}
