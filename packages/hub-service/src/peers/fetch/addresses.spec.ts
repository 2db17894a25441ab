// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isGlobal, isIn, parseNetwork } from './addresses';

describe('isGlobal', () => {
  it.each(['1.1.1.1', '8.8.8.8', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
    'lets %s pass',
    address => expect(isGlobal(address)).toBe(true)
  );

  it.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
    ...['192.0.0.1', '192.0.2.1', '192.88.99.1', '192.168.0.1', '198.18.0.1', '198.19.255.255', '198.51.100.1'],
    ...['203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b:1::1'],
    ...['100::1', '2001::1', '2001:2::1', '2001:10::1', '2001:20::1', '2001:db8::1', '2002:7f00:1::', '3fff::1'],
    ...['4000::1', '5f00::1', 'fc00::1', 'fd12::1', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1']
  ])('refuses %s', address => expect(isGlobal(address)).toBe(false));

  it.each(['0177.0.0.1', '0x7f.1', '2130706433', '127.1', 'localhost', '', '1.1.1.1/32', '8.8.8.08'])(
    'refuses what is no plain address: %s',
    text => expect(isGlobal(text)).toBe(false)
  );
});

describe('isIn', () => {
  it('does not take IPv4 in IPv6 form for IPv4', () => {
    const loopback = parseNetwork('127.0.0.0/8');
    if (!loopback) {
      throw new Error('no network');
    }
    expect(isIn('127.0.0.2', loopback)).toBe(true);
    expect(isIn('::ffff:127.0.0.2', loopback)).toBe(false);
  });
});
