// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BLOB_TYPE, LIMITS } from '@jupyter-atrium/api';
import type * as nbformat from '@jupyterlab/nbformat';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What stands in an output for a value that is kept beside the document. */
export type BlobRef = { readonly digest: string; readonly size: number; readonly mime: string };

/** Stores a value by its digest. */
export type PutBlob = (digest: string, bytes: Uint8Array<ArrayBuffer>) => Promise<unknown>;

const SENT = new Map<string, Promise<unknown>>();

/** How much of a long text stays at its begin; as much stays at its end. */
const HALF = LIMITS.roomInlineBytes / 2 - 100;

/** Puts large values beside the document, and shortens long texts in their middle. */
export async function packOutputs(outputs: readonly nbformat.IOutput[], put: PutBlob): Promise<nbformat.IOutput[]> {
  const packed: nbformat.IOutput[] = [];
  for (const output of outputs) {
    packed.push(await packOutput(output, put));
  }
  return packed;
}

async function packOutput(output: nbformat.IOutput, put: PutBlob): Promise<nbformat.IOutput> {
  if (output.output_type === 'stream' && typeof output.text === 'string') {
    return { ...output, text: shorten(output.text) };
  }
  if (output.output_type === 'error' && sizeOf(output) > LIMITS.roomInlineBytes) {
    return { ...output, traceback: [shorten((output.traceback as string[]).join('\n'))] };
  }
  const data = output.data as nbformat.IMimeBundle | undefined;
  return data ? { ...output, data: await packBundle(data, put) } : output;
}

/** The richest large value, which stands first, goes beside; other large ones are left out. */
async function packBundle(data: nbformat.IMimeBundle, put: PutBlob): Promise<nbformat.IMimeBundle> {
  const isSmall = ([mime, value]: [string, unknown]): boolean =>
    mime === BLOB_TYPE || sizeOf(value) <= LIMITS.roomInlineBytes;
  const entries = Object.entries(data);
  const large = entries.find(entry => !isSmall(entry));
  if (!large) {
    return data;
  }
  const [mime, value] = large;
  const rest: nbformat.IMimeBundle = Object.fromEntries<nbformat.MultilineString | nbformat.IMimeBundle[string]>(
    entries.filter(isSmall)
  );
  const text = Array.isArray(value) ? value.join('') : value;
  const bytes = new TextEncoder().encode(typeof text === 'string' ? text : JSON.stringify(text));
  if (bytes.length > LIMITS.roomBlobBytes) {
    return { ...rest, 'text/plain': rest['text/plain'] ?? `(${mime}: too large for the room)` };
  }
  const digest = `sha256:${bytesToHex(sha256(bytes))}`;
  const sent = SENT.get(digest) ?? put(digest, bytes);
  SENT.set(digest, sent);
  try {
    await sent;
  } catch {
    SENT.delete(digest);
    return { ...rest, 'text/plain': rest['text/plain'] ?? `(${mime}: not sent)` };
  }
  const ref: BlobRef = { digest, size: bytes.length, mime };
  return { ...rest, [BLOB_TYPE]: ref };
}

function shorten(text: string): string {
  return text.length <= LIMITS.roomInlineBytes
    ? text
    : `${text.slice(0, HALF)}\n… ${text.length - 2 * HALF} characters are left out …\n${text.slice(-HALF)}`;
}

function sizeOf(value: unknown): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value ?? null).length;
}
