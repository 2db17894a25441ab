// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import ipaddr from 'ipaddr.js';

/** Networks of 2000::/3 and of IPv4 that are not for hubs; the rest of IPv6 is refused as a whole. */
const REFUSED: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Assignments of the IETF: Teredo, benchmarking, ORCHID.
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '2620:4f:8000::/48',
  '3ffe::/16',
  '3fff::/20'
];

const GLOBAL_IPV6 = network('2000::/3');
const REFUSED_NETWORKS = REFUSED.map(network);

/** A network of either kind. */
export type Network = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Tells whether an address is one of the public internet, reached without translation or tunnel.
 *
 * NOTE: two tables have to agree, ours and that of `ipaddr.js`: a gap in one is none in both (CVE-2026-50131).
 *
 * @param text - an address as DNS or a URL has it, without brackets
 */
export function isGlobal(text: string): boolean {
  const address = parseAddress(text);
  if (address?.range() !== 'unicast') {
    return false;
  }
  return (
    (address.kind() === 'ipv4' || isWithin(address, GLOBAL_IPV6)) &&
    !REFUSED_NETWORKS.some(each => isWithin(address, each))
  );
}

/** Tells whether an address is in a network; IPv4 in IPv6 form is in none of IPv4's. */
export function isIn(text: string, net: Network): boolean {
  const address = parseAddress(text);
  return address !== null && isWithin(address, net);
}

/**
 * Reads a network such as `10.0.0.0/8`, or one address.
 *
 * @returns null if it is neither
 */
export function parseNetwork(text: string): Network | null {
  try {
    if (text.includes('/')) {
      return ipaddr.parseCIDR(text);
    }
    const address = ipaddr.parse(text);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  } catch {
    return null;
  }
}

/** Octal, hexadecimal and short spellings are none: `ipaddr.js` would read them, and DNS never answers them. */
function parseAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) {
    return ipaddr.IPv4.parse(text);
  }
  return text.includes(':') && ipaddr.IPv6.isValid(text) ? ipaddr.IPv6.parse(text) : null;
}

function isWithin(address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: Network): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

function network(text: string): Network {
  return ipaddr.parseCIDR(text);
}
