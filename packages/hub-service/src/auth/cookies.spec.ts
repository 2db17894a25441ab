// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aHubConfig } from '../../test/service';
import { cookieStyle, readCookie, writeCookie } from './cookies';

const style = cookieStyle(aHubConfig(), true);

describe('writeCookie', () => {
  it('keeps the session from scripts, other paths and posts of other sites', () => {
    expect(writeCookie(style, '', 'abc', 60)).toBe(
      'service-atrium=abc; Path=/services/atrium/; Max-Age=60; HttpOnly; SameSite=Lax; Secure'
    );
  });

  it('leaves Secure out where browsers come by http', () => {
    expect(writeCookie(cookieStyle(aHubConfig(), false), '', 'abc', 60)).not.toContain('Secure');
  });

  it('takes the __Host- variant where the hub wants it', () => {
    const config = aHubConfig({ cookieHostPrefix: true });
    expect(writeCookie(cookieStyle(config, true), '', 'abc', 60)).toBe(
      '__Host-service-atrium=abc; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure'
    );
  });
});

describe('readCookie', () => {
  it.each([
    ['service-atrium=abc', 'abc'],
    ['a=1; service-atrium=a-b_c; b=2', 'a-b_c'],
    ['service-atrium-login-x=no; service-atrium=abc', 'abc'],
    ['xservice-atrium=no', null],
    ['service-atrium', null],
    ['service-atrium="abc"', null],
    ['service-atrium=', null],
    [`service-atrium=${'a'.repeat(600)}`, null],
    ['', null]
  ])('reads %s', (header, value) => {
    expect(readCookie(header, style, '')).toBe(value);
  });

  it('finds none where no cookie came', () => {
    expect(readCookie(undefined, style, '')).toBeNull();
  });
});
