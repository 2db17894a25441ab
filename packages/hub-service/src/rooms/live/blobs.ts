// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import { BLOB_TYPE, LIMITS } from '@jupyter-atrium/api';
import { type Cell, type JsonObject, type JsonValue, type Notebook, isJsonObject } from '@jupyter-atrium/notebooks';

/** A value that was taken out of a notebook. */
export type Blob = { digest: string; bytes: Uint8Array };

/** Takes large values out of outputs and attachments, and leaves what names them. */
export function takeOut(notebook: Notebook): { notebook: Notebook; blobs: Blob[] } {
  const blobs = new Map<string, Blob>();
  const bundle = (data: JsonObject): JsonObject => {
    const large = Object.entries(data).find(
      ([mime, value]) => mime !== BLOB_TYPE && sizeOf(value) > LIMITS.roomInlineBytes
    );
    if (!large) {
      return data;
    }
    // One value a bundle stays away: the richest, which stands first. The others, unless they are large too, stay.
    const [mime, value] = large;
    const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    const digest = `sha256:${hash('sha256', bytes)}`;
    blobs.set(digest, { digest, bytes });
    const rest = Object.entries(data).filter(([, each]) => sizeOf(each) <= LIMITS.roomInlineBytes);
    return { ...Object.fromEntries(rest), [BLOB_TYPE]: { digest, size: bytes.length, mime } };
  };
  const cells = notebook.cells.map(cell => mapBundlesOf(cell, bundle));
  return { notebook: { ...notebook, cells }, blobs: [...blobs.values()] };
}

/** Puts values back where something names them. */
export function putBack(notebook: Notebook, blobs: ReadonlyMap<string, Uint8Array>): Notebook {
  const bundle = (data: JsonObject): JsonObject => {
    const named = data[BLOB_TYPE];
    if (!isJsonObject(named) || typeof named.digest !== 'string' || typeof named.mime !== 'string') {
      return data;
    }
    const rest = Object.fromEntries(Object.entries(data).filter(([mime]) => mime !== BLOB_TYPE));
    const bytes = blobs.get(named.digest);
    return bytes ? { [named.mime]: valueOf(named.mime, Buffer.from(bytes).toString('utf8')), ...rest } : data;
  };
  return { ...notebook, cells: notebook.cells.map(cell => mapBundlesOf(cell, bundle)) };
}

/** Digests that a notebook names. */
export function namedIn(notebook: Notebook): string[] {
  const found = new Set<string>();
  for (const cell of notebook.cells) {
    mapBundlesOf(cell, data => {
      const named = data[BLOB_TYPE];
      if (isJsonObject(named) && typeof named.digest === 'string') {
        found.add(named.digest);
      }
      return data;
    });
  }
  return [...found];
}

function mapBundlesOf(cell: Cell, change: (data: JsonObject) => JsonObject): Cell {
  const outputs = cell.outputs?.map(output =>
    isJsonObject(output.data) ? { ...output, data: change(output.data) } : output
  );
  const attachments =
    cell.attachments &&
    Object.fromEntries(
      Object.entries(cell.attachments).map(([name, data]) => [name, isJsonObject(data) ? change(data) : data])
    );
  return { ...cell, ...(outputs && { outputs }), ...(attachments && { attachments }) };
}

function sizeOf(value: JsonValue | undefined): number {
  return typeof value === 'string' ? value.length : (JSON.stringify(value)?.length ?? 0);
}

function valueOf(mime: string, text: string): JsonValue {
  const isJson = mime === 'application/json' || mime.endsWith('+json');
  return isJson ? (JSON.parse(text) as JsonValue) : text;
}
