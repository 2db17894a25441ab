// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { nextPath } from './next-path';

const PREFIX = '/services/atrium/';

/** Spellings of somewhere else: hosts, schemes, other paths of the hub. */
const ELSEWHERE = [
  'evil.example',
  'evil.example/services/atrium/',
  'evil.example:443/services/atrium/',
  'alice@evil.example/services/atrium/',
  'user/alice/lab',
  'hub/logout',
  'services/atriumx/',
  'services/atrium',
  'services'
];
const STARTS = [
  ...['', '/', '//', '///', '\\', '\\\\', '/\\', '\\/', '/\\/', '//\\', '/./', '/.//', '/../', '/..//', '/%2e%2e/'],
  ...['http:', 'http:/', 'http://', 'https://', 'HTTPS:\\\\', 'ftp://', 'javascript:', 'javascript://', 'data:,'],
  ...['blob:http://', 'file:///', 'view-source:http://', '//user:pass@', 'http://service.invalid@', '//[::1]/'],
  ...[`${PREFIX}../../`, `${PREFIX}..\\..\\`, `${PREFIX}%2e%2e/%2E%2e/`, `${PREFIX}.%2e/%2e./`, `${PREFIX}x/../../../`],
  ...[
    `${PREFIX}..%2f..%2f`,
    `${PREFIX}..%5c..%5c`,
    `${PREFIX}%2fx/`,
    '/services//atrium/../../',
    '/Services/Atrium/../'
  ]
];
const DRESSINGS: readonly ((text: string) => string)[] = [
  text => text,
  text => ` ${text}`,
  text => `\t${text}`,
  text => `\u0000${text}`,
  text => `\n${text}\n`,
  text => text.replace('/', '/\t'),
  text => text.replace(':', ':\n'),
  text => text.replaceAll('/', '\uff0f'),
  text => text.replace('e', '\u200be')
];

const hostile = ELSEWHERE.flatMap(where => STARTS.flatMap(start => DRESSINGS.map(dress => dress(`${start}${where}`))));

/** Where a browser at a page of the hub would go. */
function follow(location: string): URL {
  return new URL(location, 'https://hub.example/hub/login');
}

describe('nextPath', () => {
  it('never leaves the prefix, whatever it is given', () => {
    expect(hostile.length).toBeGreaterThan(1000);
    const outside = hostile.filter(next => {
      const { origin, pathname } = follow(nextPath(next, PREFIX));
      return origin !== 'https://hub.example' || !pathname.startsWith(PREFIX);
    });
    expect(outside).toEqual([]);
  });

  it('never leaves the host where the prefix is the root', () => {
    const outside = hostile.filter(next => follow(nextPath(next, '/')).origin !== 'https://hub.example');
    expect(outside).toEqual([]);
  });

  it('refuses slashes that a server behind might decode', () => {
    expect(nextPath(`${PREFIX}..%2f..%2fuser/alice`, PREFIX)).toBe(PREFIX);
    expect(nextPath(`${PREFIX}..%5c..%5cuser`, PREFIX)).toBe(PREFIX);
  });

  it('refuses addresses longer than any of ours', () => {
    expect(nextPath(`${PREFIX}?q=${'a'.repeat(3000)}`, PREFIX)).toBe(PREFIX);
  });

  it.each([
    PREFIX,
    `${PREFIX}works/01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e?tab=files`,
    `${PREFIX}?q=%22sea+level%22&cursor=a%2Fb`,
    `${PREFIX}collections/new`
  ])('keeps %s', next => {
    expect(nextPath(next, PREFIX)).toBe(next);
  });

  it('drops the fragment, which is not sent anyway', () => {
    expect(nextPath(`${PREFIX}health#disk`, PREFIX)).toBe(`${PREFIX}health`);
  });
});
