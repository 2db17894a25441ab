// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { isIP } from 'node:net';
import { isGlobal } from './addresses.ts';
import { PeerFetchError } from './errors.ts';
import { allows, type Destination, mayAllow, type PeerRule } from './rules.ts';

const PORTS: readonly number[] = [443, 8443];

/** Decides where requests may go: first by address as written, then by what it resolves to. */
export class Guard {
  private readonly _rules: readonly PeerRule[];
  /** `host:port` of addresses an admin confirmed whose port is unusual. */
  private readonly _confirmed = new Set<string>();

  constructor(rules: readonly PeerRule[]) {
    this._rules = rules;
  }

  /**
   * Reads an address, and refuses what is wrong without a look at DNS.
   *
   * @param confirmed - `host:port` an admin entered; only there may a port be unusual
   * @throws PeerFetchError
   */
  demandUrl(text: string, confirmed: string | null): URL {
    const url = readUrl(text);
    const to = destinationOf(url);
    const isUsual = to.scheme === 'https:' && (PORTS.includes(to.port) || hostPort(url) === confirmed);
    if (!isUsual && !mayAllow(this._rules, to)) {
      throw refused(whyUnusual(to));
    }
    if (isUsual && !PORTS.includes(to.port)) {
      this._confirmed.add(hostPort(url));
    }
    if (isIP(to.host)) {
      this.demandAddresses(to, [to.host]);
    }
    return url;
  }

  /**
   * Refuses a destination of which any address is not to be reached.
   *
   * @throws PeerFetchError
   */
  demandAddresses(to: Destination, addresses: readonly string[]): void {
    const isUsual =
      to.scheme === 'https:' && (PORTS.includes(to.port) || this._confirmed.has(`${bracketed(to.host)}:${to.port}`));
    for (const address of addresses) {
      if (!(isUsual && isGlobal(address)) && !allows(this._rules, to, address)) {
        throw refused(
          `${to.host} is at ${address}, which is not on the public internet, or not for this port. A rule of the operator can allow it (ATRIUM_PEER_RULES).`
        );
      }
    }
    if (addresses.length === 0) {
      throw new PeerFetchError('unreachable', `${to.host} has no address.`);
    }
  }
}

/** Names the host and port of an address, as `PeerFetch` compares them. */
export function hostPort(url: URL): string {
  return `${url.hostname}:${portOf(url)}`;
}

/** Tells where a URL leads, IPv6 without brackets. */
export function destinationOf(url: URL): Destination {
  return { scheme: url.protocol, host: url.hostname.replace(/^\[|\]$/g, ''), port: portOf(url) };
}

function readUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.hostname === '') {
    throw refused(`“${shorten(text)}” is no address of a hub. It must begin with https://.`);
  }
  if (url.username || url.password) {
    throw refused('An address of a hub carries no user name or password.');
  }
  return url;
}

function whyUnusual({ scheme, host, port }: Destination): string {
  return scheme === 'http:'
    ? `${host} is asked without encryption, which only a rule of the operator allows (ATRIUM_PEER_RULES).`
    : `Port ${port} of ${host} is none of a hub’s: 443, 8443, or that of an address an admin confirmed.`;
}

function portOf({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'http:' ? 80 : 443) : Number(port);
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function refused(message: string): PeerFetchError {
  return new PeerFetchError('refused', message);
}

function shorten(text: string): string {
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
