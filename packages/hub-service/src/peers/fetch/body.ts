// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PeerFetchError } from './errors.ts';
import type { Watch } from './watch.ts';

type Options = {
  host: string;
  encoding: string;
  maxBytes: number;
  watch: Watch;
  onFault: (fault: PeerFetchError) => void;
};

/**
 * Reads a body, decompressed if it says so, and ends with a fault as soon as it is larger than allowed.
 *
 * @param encoding - `identity` or `gzip`
 */
export async function* readBody(raw: Readable, options: Options): AsyncGenerator<Uint8Array> {
  const { host, encoding, maxBytes, watch } = options;
  const isZipped = encoding === 'gzip';
  const body = isZipped ? unzipped(raw, watch) : raw;
  let bytes = 0;
  try {
    for await (const piece of body as AsyncIterable<Uint8Array>) {
      bytes += piece.byteLength;
      if (!isZipped) {
        watch.saw(piece.byteLength);
      }
      if (bytes > maxBytes) {
        throw new PeerFetchError('too-large', `${host} sent more than the ${maxBytes} bytes that are allowed there.`);
      }
      yield piece;
    }
  } catch (error) {
    const fault = faultOf(error, host, watch);
    options.onFault(fault);
    throw fault;
  } finally {
    watch.stop();
    raw.on('error', () => undefined).destroy();
    body.on('error', () => undefined).destroy();
  }
}

function unzipped(raw: Readable, watch: Watch): Readable {
  const gunzip = createGunzip();
  raw.on('data', (piece: Uint8Array) => watch.saw(piece.byteLength));
  raw.on('error', error => gunzip.destroy(error));
  return raw.pipe(gunzip);
}

/** Says in words what broke off a request. */
export function faultOf(error: unknown, host: string, watch: Watch): PeerFetchError {
  if (error instanceof PeerFetchError) {
    return error;
  }
  const reason: unknown = watch.signal.aborted ? watch.signal.reason : (error as Error).cause;
  if (reason instanceof PeerFetchError) {
    return reason;
  }
  const code = (error as { code?: string }).code ?? (error as Error).name;
  // What undici's parser and zlib refuse is a fault of the reply, all else one of the way.
  return /^(HPE|UND_ERR_(RES|HEADERS_OVERFLOW)|Z_)/.test(code)
    ? new PeerFetchError('bad-reply', `${host} sent a reply that cannot be read (${code}).`)
    : new PeerFetchError('unreachable', `The connection to ${host} broke off (${code}).`);
}
