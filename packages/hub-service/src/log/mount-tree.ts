// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AppContext } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { hasTag, sendBytes, sendStored } from '../stored-bytes.ts';
import { cardLines } from './card-lines.ts';
import { FEDERATION_PATH, parseTilePath, tilePath } from './format/index.ts';
import { manifestOf } from './manifest.ts';
import type { Served } from './store.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Not longer, because blobs can be erased. */
const DAY = 'public, max-age=86400';
const TEXT = 'text/plain; charset=utf-8';
const BYTES = 'application/octet-stream';

const BLOB = /^blobs\/sha256\/([0-9a-f]{64})$/;
const CARDS = /^cards\/([1-9][0-9]{0,8})\/((?:x[0-9]{3}\/)*[0-9]{3})\.ndjson\.gz$/;
const LOG = /^log\/([1-9][0-9]{0,8})\/(.+)$/;
const ROTATION = /^rotations\/(0|[1-9][0-9]{0,9})$/;
const STATEMENT = /^generations\/[1-9][0-9]{0,8}$/;

/** What counts a call of the tree; it has no login, no cookie and no form. */
const TREE = { id: 'federation', path: `/${FEDERATION_PATH}*` } as const;

type Call = { context: AppContext; path: string; request: FastifyRequest; reply: FastifyReply };

/** Serves the static files by which other hubs follow this one. */
export function mountTree(app: FastifyInstance, context: AppContext): void {
  app.route({
    method: ['GET', 'HEAD'],
    url: TREE.path,
    config: { probe: TREE },
    onRequest: async request => context.rates.takeTree(request.ip),
    handler: async (request, reply) =>
      answer({ context, path: (request.params as Record<string, string>)['*'] ?? '', request, reply })
  });
}

async function answer(call: Call): Promise<FastifyReply> {
  const [, hex] = BLOB.exec(call.path) ?? [];
  if (hex !== undefined) {
    return answerBlob(call, `sha256:${hex}`);
  }
  const cards = CARDS.exec(call.path);
  return cards ? answerCards(call, Number(cards[1]), cards[2] ?? '') : answerFile(call);
}

/** Knowing a digest is no permission: what the log's state does not refer to is gone, whether it ever was here or not. */
async function answerBlob({ context, request, reply }: Call, digest: string): Promise<FastifyReply> {
  const served = await context.logged.served(digest);
  if (!served) {
    return reply.code(410).header('cache-control', 'no-store').send();
  }
  const name = digest.slice('sha256:'.length);
  if (served.kind === 'file') {
    return sendStored(context, { ...served, digest, name, mediaType: BYTES, cache: DAY }, request, reply);
  }
  const bytes = await bytesOf(context, served);
  const stored = { digest, size: bytes.length, mediaType: BYTES, name, cache: DAY };
  return sendBytes(stored, (from, to) => [bytes.subarray(from, to)], request, reply);
}

async function bytesOf(context: AppContext, served: Exclude<Served, { kind: 'file' }>): Promise<Uint8Array> {
  return served.kind === 'document' ? served.bytes : manifestOf(context, served.release);
}

async function answerCards({ context, request, reply }: Call, generation: number, name: string): Promise<FastifyReply> {
  const tile = parseTilePath(`tile/entries/${name}`);
  const head = await context.entries.head();
  if (!tile || head?.generation !== generation) {
    throw new NotFoundError();
  }
  const bytes = await cardLines(context, generation, tile.index);
  return send({ request, reply }, bytes, { mediaType: 'application/gzip', cache: 'no-cache' });
}

async function answerFile({ context, path, request, reply }: Call): Promise<FastifyReply> {
  const kind = kindOf(path);
  if (!kind) {
    throw new NotFoundError();
  }
  return send({ request, reply }, await context.tree.read(path), kind);
}

type FileKind = { mediaType: string; cache: string };

/** Which files of the tree there may be: a path is one of these or nothing. */
function kindOf(path: string): FileKind | null {
  if (path === 'hub.json') {
    return { mediaType: 'application/json; charset=utf-8', cache: 'public, max-age=60' };
  }
  const inside = LOG.exec(path)?.[2] ?? '';
  if (inside === 'checkpoint') {
    return { mediaType: TEXT, cache: 'public, max-age=5' };
  }
  if (ROTATION.test(inside) || STATEMENT.test(path)) {
    return { mediaType: TEXT, cache: IMMUTABLE };
  }
  const tile = parseTilePath(inside);
  return tile && tilePath(tile) === inside ? { mediaType: BYTES, cache: IMMUTABLE } : null;
}

function send(
  { request, reply }: Pick<Call, 'request' | 'reply'>,
  bytes: Uint8Array | null,
  { mediaType, cache }: FileKind
): FastifyReply {
  if (!bytes) {
    throw new NotFoundError();
  }
  const etag = `"${hash('sha256', bytes)}"`;
  reply.headers({ etag, 'cache-control': cache, 'content-length': bytes.length }).type(mediaType);
  if (hasTag(request, etag)) {
    return reply.removeHeader('content-length').code(304).send();
  }
  return request.method === 'HEAD' ? reply.send() : reply.send(Buffer.from(bytes));
}
