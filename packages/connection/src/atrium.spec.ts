// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Me } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { AtriumError } from '@jupyter-atrium/client';
import { Atrium } from './atrium';
import type { AtriumServer } from './server';

const ME = { username: 'alice' } as Me;

function aServer(getMe: () => Promise<Me>, address = 'https://hub.example/services/atrium/'): AtriumServer {
  return { address, client: { getMe } as unknown as Client };
}

function refused(code: AtriumError['code'], status: number): () => Promise<Me> {
  return () => Promise.reject(new AtriumError({ code, status, message: code }));
}

function anAtrium(server: AtriumServer): Atrium {
  return new Atrium({ server, logIn: jest.fn() });
}

describe('Atrium', () => {
  it('knows nothing before it is asked', () => {
    expect(anAtrium(aServer(async () => ME)).status).toBe('unknown');
  });

  it('says who is there', async () => {
    const atrium = anAtrium(aServer(async () => ME));

    await atrium.refresh();

    expect([atrium.status, atrium.me]).toEqual(['ready', ME]);
  });

  it.each([
    ['not-logged-in', 401, 'logged-out'],
    ['no-access', 403, 'no-access'],
    ['not-found', 404, 'absent'],
    ['unreachable', 0, 'unreachable'],
    ['hub-unreachable', 503, 'unreachable']
  ] as const)('tells a refusal by %s (%s) as %s', async (code, status, expected) => {
    const atrium = anAtrium(aServer(refused(code, status)));

    await atrium.refresh();

    expect([atrium.status, atrium.error?.code]).toEqual([expected, code]);
  });

  it('remembers who is there while the hub does not answer', async () => {
    let getMe = async (): Promise<Me> => ME;
    const atrium = anAtrium(aServer(() => getMe()));
    await atrium.refresh();

    getMe = refused('unreachable', 0);
    await atrium.refresh();

    expect([atrium.status, atrium.me]).toEqual(['unreachable', ME]);
  });

  it('drops what an address answers that it has moved away from', async () => {
    let answer: (me: Me) => void = () => undefined;
    const atrium = anAtrium(aServer(() => new Promise(resolve => (answer = resolve)), 'https://old.example/'));
    const asked = atrium.refresh();

    atrium.moveTo(aServer(async () => ME, 'https://new.example/'));
    answer(ME);
    await asked;

    expect([atrium.address, atrium.status]).toEqual(['https://new.example/', 'unknown']);
  });

  it('tells the other features of a change by this page', () => {
    const atrium = anAtrium(aServer(async () => ME));
    const heard: (string | null)[] = [];
    atrium.worksChanged.connect((_, work) => heard.push(work));

    atrium.announce('w1');

    expect(heard).toEqual(['w1']);
  });
});
