// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { allows, mayAllow, readRules } from './rules';

const read = (text: string) => {
  const problems: string[] = [];
  return { rules: readRules(text, problems), problems };
};

describe('readRules', () => {
  it('reads hosts, addresses and networks with a port', () => {
    const { rules, problems } = read('10.0.0.0/8:443, http://127.0.0.2:8001, Hub-B.internal:8443, [fd00::]/8:443');
    expect(problems).toEqual([]);
    expect(rules.map(({ scheme, host, port }) => [scheme, host, port])).toEqual([
      ['https:', null, 443],
      ['http:', null, 8001],
      ['https:', 'hub-b.internal', 8443],
      ['https:', null, 443]
    ]);
  });

  it.each(['10.0.0.0/8', 'hub.internal', 'ftp://a:1', 'a/8:443', '10.0.0.0/99:443', 'a:0', 'a:70000', 'a b:1'])(
    'names what is wrong in %s',
    text => expect(read(text).problems).toHaveLength(1)
  );
});

describe('allows', () => {
  const { rules } = read('10.0.0.0/8:443, http://hub-b.internal:8000');

  it('lets exactly the scheme, port and network pass', () => {
    const to = { scheme: 'https:', host: 'hub-c.internal', port: 443 };
    expect(allows(rules, to, '10.1.2.3')).toBe(true);
    expect(allows(rules, to, '11.1.2.3')).toBe(false);
    expect(allows(rules, { ...to, port: 8443 }, '10.1.2.3')).toBe(false);
    expect(allows(rules, { ...to, scheme: 'http:' }, '10.1.2.3')).toBe(false);
  });

  it('lets a named host be anywhere, and no other', () => {
    const to = { scheme: 'http:', host: 'hub-b.internal', port: 8000 };
    expect(allows(rules, to, '192.168.1.1')).toBe(true);
    expect(mayAllow(rules, { ...to, host: 'hub-d.internal' })).toBe(false);
  });
});
