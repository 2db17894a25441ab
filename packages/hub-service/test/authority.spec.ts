// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Operation, Scope } from '@jupyter-atrium/api';
import { isBytes, operations } from '@jupyter-atrium/api';
import { addressOf } from '@jupyter-atrium/client';
import type { Identity, Kind } from './identities';
import { identities } from './identities';
import { NO_ID } from './login';
import { notebook, publish } from './publish';
import { startRoom } from './room';
import type { TestService } from './service';
import { startService } from './service';

/** Who may do a kind of act at all; everybody else is refused before the act is looked at. */
const MAY: Readonly<Record<Scope, readonly Kind[]>> = {
  none: [],
  access: ['own', 'own-reader', 'visit', 'kernel', 'personal', 'personal-reader'],
  own: ['own', 'own-reader', 'personal', 'personal-reader'],
  publish: ['own', 'personal'],
  upload: ['upload-ticket'],
  download: ['download-ticket'],
  room: ['room-session'],
  curate: [],
  admin: [],
  metrics: []
};

const INPUT = {
  params: {
    ...{ room: NO_ID, session: NO_ID, member: NO_ID, invitation: NO_ID, message: NO_ID, version: NO_ID },
    ...{ run: 'run-12345678', digest: `sha256:${'a'.repeat(64)}` },
    work: NO_ID,
    draft: NO_ID,
    collection: NO_ID,
    cover: `sha256:${'a'.repeat(64)}`,
    label: '1.0.0',
    '*': 'a'
  }
};

let test: TestService;
let all: Identity[];
beforeAll(async () => {
  test = await startService();
  // Every operation by everybody is more than anybody may call in a minute.
  jest.spyOn(test.service.context.rates, 'take').mockResolvedValue();
  jest.spyOn(test.service.context.rates, 'takeFailure').mockResolvedValue();
  const alice = test.as('alice');
  const open = async (): Promise<string> =>
    (await alice.openDraft({ body: { work: null, title: 't', source: 's', total: null } })).ticket;
  const { id } = await publish(alice, { 'a.txt': 'a' });
  const download = await alice.openCopy({ params: { work: id }, body: { label: null } });
  const ended = await open();
  await test.service.context.records.db
    .updateTable('ticket')
    .set({ usedAt: 0 })
    .where('draft', 'is not', null)
    .execute();
  const { id: room } = await startRoom(alice, '1');
  const session = await alice.openRoomSession({ params: { room }, body: { clientIds: [1] } });
  all = identities(test, { upload: await open(), download: download.ticket, ended, session: session.token });
});
afterAll(() => test.stop());

describe('who may call what', () => {
  it.each(Object.values(operations).map((operation: Operation) => [operation.id, operation] as const))(
    '%s lets in whom it should and nobody else',
    async (_, operation) => {
      const wrong: string[] = [];
      for (const identity of all) {
        const outcome = await outcomeOf(operation, identity);
        const expected = MAY[operation.scope].includes(identity.kind) ? 'let in' : refusalOf(operation, identity);
        if (outcome !== expected) {
          wrong.push(`${identity.name}: ${outcome}, not ${expected}`);
        }
      }
      expect(wrong).toEqual([]);
    }
  );

  it('looks at more than four hundred cells', () => {
    expect(Object.keys(operations).length * all.length).toBeGreaterThan(400);
  });
});

describe('who may read what', () => {
  type Thing = 'of the hub' | 'private' | 'private with a reader' | 'retracted' | 'erased' | 'erased private';
  const works = new Map<Thing, string>();
  beforeAll(async () => {
    const bob = test.as('bob');
    const files = { 'a.ipynb': notebook('1') };
    const readers = [{ kind: 'person' as const, name: 'alice' }];
    const add = async (
      thing: Thing,
      fields: Parameters<typeof publish>[2],
      scope?: 'retract' | 'erase'
    ): Promise<void> => {
      const { id } = await publish(bob, files, fields);
      if (scope) {
        await bob.withdrawWork({ params: { work: id }, body: { label: null, scope, reason: 'r' } });
      }
      works.set(thing, id);
    };
    await add('of the hub', {});
    await add('private', { audience: 'private' });
    await add('private with a reader', { audience: 'private', readers });
    await add('retracted', {}, 'retract');
    await add('erased', {}, 'erase');
    await add('erased private', { audience: 'private', readers }, 'erase');
  });

  const readings: Operation[] = [
    operations.getWork,
    operations.listReleases,
    operations.getRelease,
    operations.getFile,
    operations.openCopy
  ];
  const expected = (thing: Thing, { kind }: Identity): number => {
    const isOwn = MAY.own.includes(kind);
    switch (thing) {
      case 'of the hub':
        return 200;
      case 'private with a reader':
        return isOwn ? 200 : 404;
      case 'retracted':
      case 'erased':
        return 410;
      case 'private':
      case 'erased private':
        return 404;
    }
  };

  it.each(readings.map(operation => [operation.id, operation] as const))(
    '%s shows what it should and nothing else',
    async (_, operation) => {
      const wrong: string[] = [];
      for (const identity of all.filter(each => MAY[operation.scope].includes(each.kind))) {
        for (const [thing, work] of works) {
          const { statusCode } = await call(
            operation,
            identity,
            { ...INPUT.params, work, '*': 'a.ipynb' },
            { label: null }
          );
          if (statusCode !== expected(thing, identity)) {
            wrong.push(`${identity.name}, ${thing}: ${statusCode}, not ${expected(thing, identity)}`);
          }
        }
      }
      expect(wrong).toEqual([]);
    }
  );
});

async function outcomeOf(operation: Operation, identity: Identity): Promise<string> {
  const { statusCode, body } = await call(operation, identity, INPUT.params, {});
  return statusCode === 401 || statusCode === 403 ? (JSON.parse(body) as { code: string }).code : 'let in';
}

async function call(
  operation: Operation,
  { token }: Identity,
  params: Record<string, string>,
  body: object
): Promise<{ statusCode: number; body: string }> {
  const type = operation.body && (isBytes(operation.body) ? operation.body.mediaType : 'application/json');
  return test.service.app.inject({
    method: operation.method,
    url: addressOf('/services/atrium/', operation, { params }),
    headers: {
      ...(token === null ? {} : { authorization: `token ${token}` }),
      ...(type ? { 'content-type': type } : {})
    },
    ...(type ? { payload: type === 'application/json' ? JSON.stringify(body) : Buffer.alloc(32) } : {})
  });
}

/** How a caller is refused who may not do a kind of act. */
const REFUSALS: Readonly<Record<Kind, string>> = {
  nobody: 'not-logged-in',
  'upload-ticket': 'not-logged-in',
  'download-ticket': 'not-logged-in',
  'ended-ticket': 'not-logged-in',
  'room-session': 'not-logged-in',
  'no-access': 'no-access',
  service: 'no-access',
  visit: 'wrong-token',
  kernel: 'wrong-token',
  own: 'not-allowed',
  'own-reader': 'not-allowed',
  personal: 'not-allowed',
  'personal-reader': 'not-allowed'
};

function refusalOf({ scope }: Operation, { kind, token }: Identity): string {
  if (scope === 'room' && token !== null) {
    return 'session-ended';
  }
  const isTicketed = scope === 'upload' || scope === 'download';
  return isTicketed && token !== null ? 'ticket-ended' : REFUSALS[kind];
}
