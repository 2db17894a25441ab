// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { lookup } from 'node:dns/promises';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { buildConnector } from 'undici';
import { PeerFetchError } from './errors.ts';
import type { Guard } from './guard.ts';
import type { Destination } from './rules.ts';

const KEEP_ALIVE_MS = 60_000;
/** Addresses tried of one host. */
const MOST_TRIES = 4;

/** Finds the addresses of a host. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** Opens a connection to one address, for a host whose name it carries. */
export type Dial = (to: Destination, address: string, signal: AbortSignal) => Promise<Socket>;

type Options = { guard: Guard; resolve: Resolve; dial: Dial; connectMs: number };

/**
 * Makes what undici opens connections with: names are resolved once, all answers checked, and one of exactly these
 * addresses is connected to. A `lookup` hook would not see addresses that stand in a URL (undici #2019).
 */
export function guardedConnector(options: Options): buildConnector.connector {
  return ({ hostname, protocol, port }, callback) => {
    const scheme = protocol;
    const host = hostname.replace(/^\[|\]$/g, '');
    const to = { scheme, host, port: Number(port) || (scheme === 'http:' ? 80 : 443) };
    open(options, to).then(
      socket => callback(null, socket),
      (error: unknown) => callback(error as Error, null)
    );
  };
}

async function open({ guard, resolve, dial, connectMs }: Options, to: Destination): Promise<Socket> {
  const signal = AbortSignal.timeout(connectMs);
  const addresses = isIP(to.host) ? [to.host] : await within(signal, to, resolve(to.host));
  guard.demandAddresses(to, addresses);
  let last: unknown = null;
  for (const address of addresses.slice(0, MOST_TRIES)) {
    try {
      return await dial(to, address, signal);
    } catch (error) {
      last = error;
    }
  }
  const code = (last as { code?: string }).code ?? (last as Error).message;
  throw signal.aborted ? tooSlow(to) : new PeerFetchError('unreachable', `${to.host} cannot be reached (${code}).`);
}

async function within<T>(signal: AbortSignal, to: Destination, act: Promise<T>): Promise<T> {
  return new Promise((done, fail) => {
    signal.addEventListener('abort', () => fail(tooSlow(to)), { once: true });
    act.then(done, () => fail(new PeerFetchError('unreachable', `${to.host} has no address that DNS knows.`)));
  });
}

function tooSlow({ host }: Destination): PeerFetchError {
  return new PeerFetchError('timeout', `${host} did not take the connection in time.`);
}

/** Asks the system's resolver. */
export const systemResolve: Resolve = async host =>
  (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address);

/** Opens a real connection; over TLS the certificate must be the host's, whatever the address. */
export const systemDial: Dial = ({ scheme, host, port }, address, signal) =>
  new Promise((done, fail) => {
    const isTls = scheme === 'https:';
    const socket = isTls
      ? connectTls({ host: address, port, servername: isIP(host) ? '' : host, ALPNProtocols: ['http/1.1'] })
      : connectTcp({ host: address, port });
    const onAbort = () => socket.destroy(new Error('too slow'));
    signal.addEventListener('abort', onAbort, { once: true });
    socket.setNoDelay(true).setKeepAlive(true, KEEP_ALIVE_MS);
    socket.once('error', fail).once(isTls ? 'secureConnect' : 'connect', () => {
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('error', fail);
      done(socket);
    });
  });
