// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from './context.ts';

/** What a browser may show by itself; all else is bytes to be saved. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Headers of everything people stored: it is never a page of ours, whatever it says it is. */
const HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'accept-ranges': 'bytes'
} as const;

/** Bytes to answer with. */
export type Stored = {
  digest: string;
  size: number;
  mediaType: string;
  /** Name offered for saving. */
  name: string;
  /** Who may keep them, as in `Cache-Control`; absent: the asker alone, and they ask again. */
  cache?: string;
};

/** A file to answer with. */
export type StoredFile = Stored & {
  /** The file's key in the service. */
  file: number;
};

/** Answers with a file. Bytes are read chunk by chunk while they are sent. */
export function sendStored(
  context: AppContext,
  stored: StoredFile,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  return sendBytes(stored, (from, to) => context.content.read(stored.file, from, to), request, reply);
}

/**
 * Answers with stored bytes: the only place that gives them out, so that none forgets a header.
 *
 * Understands single ranges, `If-None-Match` and `If-Range`.
 */
export function sendBytes(
  stored: Stored,
  read: (from: number, to: number) => Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  request: FastifyRequest,
  reply: FastifyReply
): FastifyReply {
  const etag = `"${stored.digest}"`;
  reply
    .headers({ ...HEADERS, etag, 'cache-control': stored.cache ?? 'private, no-cache' })
    .type(shownType(stored.mediaType))
    .header('content-disposition', disposition(stored.name));
  if (hasTag(request, etag)) {
    return reply.code(304).send();
  }
  const ifRange = request.headers['if-range'];
  const wanted = ifRange === undefined || ifRange === etag ? rangeOf(request.headers.range, stored.size) : null;
  if (wanted === 'unsatisfiable') {
    // A problem in JSON would be served with the headers of a file.
    return reply.code(416).header('content-range', `bytes */${stored.size}`).send();
  }
  const { from, to } = wanted ?? { from: 0, to: stored.size };
  if (wanted) {
    reply.code(206).header('content-range', `bytes ${from}-${to - 1}/${stored.size}`);
  }
  reply.header('content-length', to - from);
  return request.method === 'HEAD' ? reply.send() : reply.send(Readable.from(read(from, to), { objectMode: false }));
}

function shownType(mediaType: string): string {
  if (SHOWN.has(mediaType)) {
    return mediaType;
  }
  return mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

/** RFC 6266: an ASCII name for old readers, the real one beside it. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** Tells whether the caller has what a tag names already. */
export function hasTag({ headers }: FastifyRequest, etag: string): boolean {
  const header = headers['if-none-match'];
  return (
    header !== undefined && (header === '*' || header.split(',').some(each => each.trim().replace(/^W\//, '') === etag))
  );
}

type Range = { from: number; to: number };

/**
 * Reads a `Range`.
 *
 * @returns null: send everything, which is also right for what we do not understand (RFC 9110 §14.2)
 */
function rangeOf(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') {
    return null;
  }
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { from: size - length, to: size };
  }
  const from = Number(first);
  const to = last === '' ? size : Math.min(Number(last) + 1, size);
  if (from >= size) {
    return 'unsatisfiable';
  }
  return to > from ? { from, to } : null;
}
