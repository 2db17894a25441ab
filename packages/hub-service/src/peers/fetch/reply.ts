// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IncomingHttpHeaders } from 'undici/types/header.js';
import { PeerFetchError } from './errors.ts';

const LONGEST_WAIT_S = 24 * 3600;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** What another hub answered. */
export type PeerReply = {
  status: number;
  etag: string | null;
  /** Seconds to wait, where the hub asks for it. */
  retryAfter: number | null;
  /** Bytes of this body as it says; null if it does not, or compresses them. */
  length: number | null;
  /** Where in the file the body begins. */
  start: number;
  body: AsyncIterable<Uint8Array>;
};

type Demand = { maxBytes: number; isRange: boolean };

type Headers = Omit<PeerReply, 'body'> & {
  location: string | null;
  encoding: string;
  /** Refuses a body that is not what was asked for. @throws PeerFetchError */
  demand: (types: readonly string[], demand: Demand) => void;
};

type Read = (name: string) => string | null;

/** Reads the headers of a reply. */
export function readHeaders(host: string, status: number, headers: IncomingHttpHeaders): Headers {
  const text: Read = name => {
    const value = headers[name];
    return typeof value === 'string' ? value : null;
  };
  const encoding = text('content-encoding')?.toLowerCase() ?? 'identity';
  const length = encoding === 'identity' ? lengthOf(text) : null;
  const start = status === 206 ? startOf(text) : 0;
  return {
    status,
    etag: text('etag')?.slice(0, 200) ?? null,
    retryAfter: waitOf(text),
    length,
    start: start ?? 0,
    location: REDIRECTS.includes(status) ? (text('location') ?? '') : null,
    encoding,
    demand: (types, { maxBytes, isRange }) => {
      demandType(host, types, text('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '');
      if (encoding !== 'identity' && encoding !== 'gzip') {
        throw badReply(host, 'a compression nobody asked for');
      }
      if (status === 206 && (!isRange || start === null)) {
        throw badReply(host, 'a part of the file nobody asked for');
      }
      if (length !== null && length > maxBytes) {
        throw new PeerFetchError('too-large', `${host} wants to send ${length} bytes; ${maxBytes} are allowed there.`);
      }
    }
  };
}

function demandType(host: string, types: readonly string[], type: string): void {
  if (types.length > 0 ? !types.includes(type) : type === 'text/html') {
    throw badReply(host, `“${type.slice(0, 60)}”, which is no such file`);
  }
}

function lengthOf(text: Read): number | null {
  const length = /^\d{1,15}$/.exec(text('content-length') ?? '');
  return length && Number(length[0]);
}

function startOf(text: Read): number | null {
  const start = /^bytes (\d{1,15})-\d+\/(?:\d+|\*)$/.exec(text('content-range') ?? '')?.[1];
  return start === undefined ? null : Number(start);
}

function waitOf(text: Read): number | null {
  const seconds = Number(text('retry-after') ?? Number.NaN);
  return seconds >= 0 ? Math.min(seconds, LONGEST_WAIT_S) : null;
}

function badReply(host: string, what: string): PeerFetchError {
  return new PeerFetchError('bad-reply', `${host} answered with ${what}.`);
}
