// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isIP } from 'node:net';
import { isIn, type Network, parseNetwork } from './addresses.ts';

/** What an operator allows beside the public internet: a host, an address or a network, on one port. */
export type PeerRule = {
  scheme: 'https:' | 'http:';
  port: number;
  /** A name, or null where a network stands. */
  host: string | null;
  network: Network | null;
};

/** Where a connection goes. */
export type Destination = { scheme: string; host: string; port: number };

const RULE = /^(?:(https?):\/\/)?(?:\[([^\]]+)\](?:\/(\d+))?|([^\s:/]+)(?:\/(\d+))?):(\d{1,5})$/;

/**
 * Reads rules such as `10.0.0.0/8:443, http://127.0.0.2:8001, hub-b.internal:8443, [fd00::]/8:443`.
 *
 * @param problems - what is malformed is added here
 */
export function readRules(text: string, problems: string[]): PeerRule[] {
  return text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean)
    .flatMap(each => {
      const rule = readRule(each);
      if (!rule) {
        problems.push(
          `ATRIUM_PEER_RULES: “${each}” is no rule. Write a host, an address or a network, and a port: 10.0.0.0/8:443 or http://hub-b.internal:8000.`
        );
      }
      return rule ?? [];
    });
}

/** Tells whether some rule may allow a destination, before its addresses are known. */
export function mayAllow(rules: readonly PeerRule[], to: Destination): boolean {
  return rules.some(rule => isFor(rule, to) && (rule.network !== null || rule.host === to.host));
}

/** Tells whether some rule allows an address of a destination. */
export function allows(rules: readonly PeerRule[], to: Destination, address: string): boolean {
  return rules.some(rule => isFor(rule, to) && (rule.network ? isIn(address, rule.network) : rule.host === to.host));
}

function isFor(rule: PeerRule, to: Destination): boolean {
  return rule.scheme === to.scheme && rule.port === to.port;
}

function readRule(text: string): PeerRule | null {
  const [, scheme, six, sixBits, name, bits, digits] = RULE.exec(text) ?? [];
  const place = readPlace(six ?? name ?? '', sixBits ?? bits);
  const port = Number(digits);
  return place && port > 0 && port < 65_536 ? { scheme: scheme === 'http' ? 'http:' : 'https:', port, ...place } : null;
}

function readPlace(host: string, bits: string | undefined): Pick<PeerRule, 'host' | 'network'> | null {
  if (isIP(host) === 0) {
    return host !== '' && bits === undefined ? { host: host.toLowerCase(), network: null } : null;
  }
  const network = parseNetwork(bits === undefined ? host : `${host}/${bits}`);
  return network && { host: null, network };
}
