// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TestService } from './service';

const ACCESS = 'access:services!service=atrium';
const PUBLISH = 'custom:atrium:publish';
const EVERYTHING = [ACCESS, PUBLISH, 'custom:atrium:curate', 'custom:atrium:admin'];

/** What a caller is, as far as rights go. */
export type Kind =
  | 'nobody'
  | 'own'
  | 'own-reader'
  | 'visit'
  | 'kernel'
  | 'personal'
  | 'personal-reader'
  | 'no-access'
  | 'service'
  | 'upload-ticket'
  | 'download-ticket'
  | 'ended-ticket'
  | 'room-session';

export type Identity = { name: string; kind: Kind; token: string | null };

/** One of every credential there is, all of them alice's. */
export function identities(
  test: TestService,
  tickets: { upload: string; download: string; ended: string; session: string }
): Identity[] {
  const { hub } = test;
  const own = 'access:servers!server=alice/';
  const add = (name: string, kind: Kind, fields: Parameters<typeof hub.add>[1]): Identity => ({
    name,
    kind,
    token: hub.add(`identity-${name.replace(/\W/g, '-')}`, { name: 'alice', ...fields })
  });
  const page = { sessionId: 's1' };
  return [
    { name: 'without a token', kind: 'nobody', token: null },
    { name: 'with an unknown or revoked token', kind: 'nobody', token: 'revoked' },
    add('page token of the own server', 'own', { ...page, scopes: [own, ACCESS, PUBLISH] }),
    add('page token of a named own server', 'own', { ...page, scopes: [`${own}lab`, ACCESS, PUBLISH] }),
    add('page token of a curator', 'own', { ...page, scopes: [own, ...EVERYTHING] }),
    add('page token without publish', 'own-reader', { ...page, scopes: [own, ACCESS] }),
    add('page token of another’s server', 'visit', { ...page, scopes: ['access:servers!server=bob/', ...EVERYTHING] }),
    add('page token after a share was withdrawn', 'visit', { ...page, scopes: EVERYTHING }),
    add('page token of a server like the own', 'visit', { ...page, scopes: ['access:servers!server=alice2/', ACCESS] }),
    add('page token with all own servers', 'visit', { ...page, scopes: ['access:servers!user=alice', ...EVERYTHING] }),
    add('page token with two servers', 'visit', {
      ...page,
      scopes: [own, 'access:servers!server=bob/', ...EVERYTHING]
    }),
    add('server token', 'kernel', { scopes: [own, ...EVERYTHING] }),
    add('token with activity', 'kernel', { scopes: ['users:activity!user', ...EVERYTHING] }),
    add('all-rights token', 'kernel', { scopes: ['access:servers', 'access:services', ...EVERYTHING] }),
    add('personal token', 'personal', { scopes: [ACCESS, PUBLISH] }),
    add('personal token of a curator', 'personal', { scopes: EVERYTHING }),
    add('personal token for reading', 'personal-reader', { scopes: [ACCESS] }),
    add('page token without access', 'no-access', { ...page, scopes: [own, PUBLISH] }),
    add('token for another service', 'no-access', { scopes: ['access:services!service=other', PUBLISH] }),
    add('service', 'service', { kind: 'service', scopes: ['access:services', ...EVERYTHING] }),
    { name: 'with an upload ticket', kind: 'upload-ticket', token: tickets.upload },
    { name: 'with a download ticket', kind: 'download-ticket', token: tickets.download },
    { name: 'with a session of a room', kind: 'room-session', token: tickets.session },
    { name: 'with a ticket that has ended', kind: 'ended-ticket', token: tickets.ended }
  ];
}
