// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Readable } from 'node:stream';
import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import type { IClock } from '../../clock.ts';
import { faultOf, readBody } from './body.ts';
import { type Dial, guardedConnector, type Resolve, systemDial, systemResolve } from './connect.ts';
import { PeerFetchError } from './errors.ts';
import { Guard, hostPort } from './guard.ts';
import { FILE_KINDS, type FileKind, type PeerFile } from './kinds.ts';
import { Memory } from './memory.ts';
import { type PeerReply, readHeaders } from './reply.ts';
import type { PeerRule } from './rules.ts';
import { Watch } from './watch.ts';

const CONNECT_MS = 5000;
const HEADER_BYTES = 16 * 1024;
/** Requests at a time to one host. */
const CONNECTIONS = 2;
const IDLE_SOCKET_MS = 4000;

/** Whom a request may reach. */
export type PeerHosts = {
  /** `host:port` an admin entered or confirmed: there the port may be unusual. */
  confirmed: string | null;
  /** `host:port` of everything that logged descriptors of the hub name, and of what was confirmed. */
  named: ReadonlySet<string>;
};

/** One file of another hub. */
export type PeerRequest = {
  url: string;
  kind: PeerFile;
  hosts: PeerHosts;
  /** Less than the kind allows. */
  maxBytes?: number;
  /** Answered 304 if it still has this tag. */
  etag?: string | null;
  /** Bytes that are here already. */
  from?: number;
  signal?: AbortSignal;
};

/**
 * The only way out of the service: files of other hubs, from addresses that were checked, within limits of time and
 * size, without cookies and without the proxy of the environment.
 */
export class PeerFetch {
  private readonly _guard: Guard;
  private readonly _memory: Memory;
  private readonly _dispatcher: Dispatcher;
  private readonly _isProxied: boolean;
  private readonly _kinds: Readonly<Record<PeerFile, FileKind>>;

  constructor({ rules, proxy, clock, ...options }: PeerFetch.IOptions) {
    const { resolve = systemResolve, dial = systemDial, connectMs = CONNECT_MS, kinds = FILE_KINDS } = options;
    this._guard = new Guard(rules);
    this._memory = new Memory(clock);
    this._isProxied = proxy !== null;
    this._kinds = kinds;
    const usual = {
      connections: CONNECTIONS,
      pipelining: 1,
      allowH2: false,
      maxHeaderSize: HEADER_BYTES,
      keepAliveTimeout: IDLE_SOCKET_MS,
      keepAliveMaxTimeout: IDLE_SOCKET_MS,
      // `Watch` keeps time.
      headersTimeout: 0,
      bodyTimeout: 0
    };
    const connect = guardedConnector({ guard: this._guard, resolve, dial, connectMs });
    this._dispatcher = proxy === null ? new Agent({ ...usual, connect }) : new ProxyAgent({ ...usual, uri: proxy });
  }

  /**
   * Asks for a file and begins to read it.
   *
   * @returns any reply but a redirect; the body of one that is neither 200 nor 206 is empty
   * @throws PeerFetchError
   */
  async open(request: PeerRequest): Promise<PeerReply> {
    const kind = this._kinds[request.kind];
    const first = this._guard.demandUrl(request.url, request.hosts.confirmed);
    if (!request.hosts.named.has(hostPort(first))) {
      throw new PeerFetchError('refused', `${first.host} is no address of this hub that an admin or its log named.`);
    }
    if (this._memory.isMissing(request.url)) {
      return { ...NOTHING, status: 404 };
    }
    let url = first;
    for (let hops = 0; ; hops++) {
      const reply = await this._send(url, request, kind);
      if (!reply.location) {
        if (reply.status === 404 || reply.status === 410) {
          this._memory.missed(request.url);
        }
        return reply;
      }
      if (hops >= kind.redirects) {
        throw new PeerFetchError('bad-reply', `${url.host} redirects elsewhere, which is not followed here.`);
      }
      url = this._hop(new URL(reply.location, url), request.hosts);
    }
  }

  /**
   * Reads a small file as a whole.
   *
   * @returns its bytes; null if the reply is neither 200 nor 206
   * @throws PeerFetchError
   */
  async read(request: PeerRequest): Promise<PeerReply & { bytes: Uint8Array | null }> {
    const reply = await this.open(request);
    if (reply.status !== 200 && reply.status !== 206) {
      return { ...reply, bytes: null };
    }
    const pieces: Uint8Array[] = [];
    for await (const piece of reply.body) {
      pieces.push(piece);
    }
    return { ...reply, bytes: Buffer.concat(pieces) };
  }

  /** Lets a host be asked at once, whatever it did before. */
  retry(address: string): void {
    const url = URL.parse(address);
    if (url) {
      this._memory.forget(hostPort(url));
    }
  }

  /** Ends all connections. */
  async stop(): Promise<void> {
    await this._dispatcher.destroy();
  }

  /** The next address of a redirect, as suspicious as any: the guard looks at each hop. */
  private _hop(url: URL, { confirmed, named }: PeerHosts): URL {
    if (url.protocol !== 'https:') {
      throw new PeerFetchError('refused', `A redirect leads to ${url.host} without encryption.`);
    }
    if (this._isProxied && !named.has(hostPort(url))) {
      throw new PeerFetchError('refused', `A redirect leads to ${url.host}, which no log named.`);
    }
    return this._guard.demandUrl(url.href, confirmed);
  }

  private async _send(
    url: URL,
    request: PeerRequest,
    kind: FileKind
  ): Promise<PeerReply & { location: string | null }> {
    const host = hostPort(url);
    if (this._memory.restOf(host) > 0) {
      throw new PeerFetchError('resting', `${url.host} failed several times; it is asked again in a while.`);
    }
    const watch = new Watch(url.host, kind.patience, request.signal);
    try {
      const { statusCode, headers, body } = await this._dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: headersOf(request),
        signal: watch.signal
      });
      const reply = readHeaders(url.host, statusCode, headers);
      const isBody = statusCode === 200 || statusCode === 206;
      this._note(host, statusCode >= 500);
      if (!isBody) {
        end(body, watch);
        return { ...reply, body: nothing() };
      }
      const maxBytes = request.maxBytes ?? kind.maxBytes;
      try {
        reply.demand(kind.types, { maxBytes, isRange: (request.from ?? 0) > 0 });
      } catch (error) {
        end(body, watch);
        throw error;
      }
      const onFault = () => this._note(host, true);
      return { ...reply, body: readBody(body, { host: url.host, encoding: reply.encoding, maxBytes, watch, onFault }) };
    } catch (error) {
      watch.stop();
      const fault = faultOf(error, url.host, watch);
      if (fault.fault !== 'refused' && !request.signal?.aborted) {
        this._note(host, true);
      }
      throw fault;
    }
  }

  private _note(host: string, isFault: boolean): void {
    if (isFault) {
      this._memory.failed(host);
    } else {
      this._memory.answered(host);
    }
  }
}

export declare namespace PeerFetch {
  interface IOptions {
    rules: readonly PeerRule[];
    /** Address of the proxy that all requests take; null: none. */
    proxy: string | null;
    clock: IClock;
    /** Finds addresses; the system's resolver if absent. */
    resolve?: Resolve;
    /** Opens connections; real ones if absent. */
    dial?: Dial;
    connectMs?: number;
    kinds?: Readonly<Record<PeerFile, FileKind>>;
  }
}

const NOTHING: PeerReply = { status: 0, etag: null, retryAfter: null, length: null, start: 0, body: nothing() };

function headersOf({ kind, etag, from = 0 }: PeerRequest): Record<string, string> {
  return {
    'user-agent': 'Atrium',
    // Bytes of a range are those of the file itself.
    'accept-encoding': kind === 'file' || kind === 'cards' ? 'identity' : 'gzip, identity',
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(from > 0 ? { range: `bytes=${from}-` } : {})
  };
}

function end(body: Readable, watch: Watch): void {
  watch.stop();
  body.on('error', () => undefined).destroy();
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No body.
}
