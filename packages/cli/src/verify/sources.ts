// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ILogSource } from '@jupyter-atrium/hub-service/verify';
import type { NodeFetch } from '../node-fetch.ts';

/** Where the files lie below what people name. */
const BELOW_ADDRESS = ['fed/1/', 'services/atrium/fed/1/', ''];
const BELOW_FOLDER = ['', 'fed/1', 'atrium-data/fed/1'];

/** A source, and the service's address if it has one. */
export type NamedSource = { source: ILogSource; address: string | null };

/**
 * Finds the log at an address, or in a folder.
 *
 * @param fetch - for addresses
 * @throws Error when there is none
 */
export async function findSource(place: string, folder: string, fetch: NodeFetch): Promise<NamedSource> {
  return /^https?:\/\//.test(place) ? findAddress(place, fetch) : findFolder(resolve(folder, place));
}

async function findAddress(place: string, fetch: NodeFetch): Promise<NamedSource> {
  const start = new URL(place.endsWith('/') ? place : `${place}/`);
  for (const below of BELOW_ADDRESS) {
    const root = new URL(below, start).href;
    const source = addressSource(root, fetch);
    if (await source.read('hub.json', 1024 * 1024)) {
      return { source, address: root.replace(/fed\/1\/$/, '') };
    }
  }
  throw new Error(`There is no hub that takes part in the network at ${place}.`);
}

function addressSource(root: string, fetch: NodeFetch): ILogSource {
  return {
    hasBlobs: true,
    read: async (path, most) => {
      const answer = await fetch(`${root}${path}`, { headers: { accept: '*/*', 'accept-encoding': 'identity' } });
      // A JupyterHub itself redirects what it does not know.
      if (answer.status === 404 || answer.status === 410 || (answer.status >= 300 && answer.status < 400)) {
        return null;
      }
      if (!answer.ok) {
        throw new Error(`${root}${path} answers ${answer.status}.`);
      }
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length > most) {
        throw new Error(`${root}${path} has ${bytes.length} bytes, more than ${most}.`);
      }
      return bytes;
    }
  };
}

async function findFolder(place: string): Promise<NamedSource> {
  for (const below of BELOW_FOLDER) {
    const root = join(place, below);
    const source = await folderSource(root);
    if (await source.read('hub.json', 1024 * 1024)) {
      return { source, address: null };
    }
  }
  throw new Error(`There is no log of a hub in ${place}.`);
}

async function folderSource(root: string): Promise<ILogSource> {
  const blobs = await stat(join(root, 'blobs')).catch(() => null);
  return {
    hasBlobs: blobs !== null,
    read: async (path, most) => {
      const bytes = await readFile(join(root, path)).catch((error: NodeJS.ErrnoException) => {
        if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes(error.code ?? '')) {
          return null;
        }
        throw error;
      });
      if (bytes && bytes.length > most) {
        throw new Error(`${path} has ${bytes.length} bytes, more than ${most}.`);
      }
      return bytes;
    }
  };
}
