// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTable, OpenedCopy, OpenedFolder } from '@jupyter-atrium/api';
import { checkPath } from '@jupyter-atrium/api';
import type { Client, TransferProgress } from '@jupyter-atrium/client';
import { download, sleep } from '@jupyter-atrium/client';
import { problem, systemCode } from '../files/disk-error.ts';
import { nodeCodec } from '../node-codec.ts';
import { uuidV7 } from '../uuid-v7.ts';
import { writeCopyRecord } from './copy-record.ts';
import { FolderTarget } from './folder-target.ts';
import { findLocalFiles } from './local-files.ts';
import { registerCopy } from './registry.ts';
import { Staging } from './staging.ts';

export interface IOpenOptions {
  client: Client;
  opened: OpenedCopy;
  /** The folder to put the copy in, absolute. */
  parent: string;
  /** Wished name of the copy's folder. */
  name: string;
  /** The person's data folder. */
  data: string;
  now: () => number;
  signal?: AbortSignal | undefined;
  onWait: (ms: number) => void;
  onProgress: (progress: TransferProgress) => void;
}

/**
 * Opens a copy in a new folder. Nothing is there until all of it is; an interrupted try is gone on from.
 *
 * @returns names relative to the parent
 * @throws AtriumError, the signal's reason
 */
export async function openCopy(options: IOpenOptions): Promise<OpenedFolder> {
  const { opened, parent, name } = options;
  if (name.includes('/') || checkPath(name) !== null) {
    throw problem('bad-name', `A folder cannot be called “${name}”. Choose another name.`);
  }
  const staging = beginStaging(parent, opened.manifest);
  try {
    const target = new FolderTarget(staging.folder, staging.isResumed);
    const table = await fetchFiles(options, target);
    const copy = uuidV7(options.now());
    await writeCopyRecord(staging.folder, { opened, table, copy }, target);
    await target.finish();
    options.signal?.throwIfAborted();
    const folder = staging.finish(name);
    registerCopy(options.data, copy, join(parent, folder));
    return { folder, files: table.files.length, entry: table.entry && `${folder}/${table.entry}` };
  } catch (error) {
    const problemCode = (error as { code?: unknown }).code;
    if (problemCode === 'no-space' || problemCode === 'bad-content') {
      staging.remove();
    } else {
      staging.leave();
    }
    throw error;
  }
}

function fetchFiles(options: IOpenOptions, target: FolderTarget): Promise<FileTable> {
  const { client, opened, signal, data, onWait, onProgress } = options;
  return download({
    client,
    ticket: opened.ticket,
    manifest: opened.manifest,
    codec: nodeCodec,
    target,
    findLocal: table => findLocalFiles(data, opened.url, table),
    sleep,
    signal,
    onWait,
    onProgress
  });
}

function beginStaging(parent: string, manifest: string): Staging {
  try {
    mkdirSync(parent, { recursive: true });
    return Staging.begin(parent, manifest);
  } catch (error) {
    const code = systemCode(error);
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) {
      throw problem('file-unreadable', `You may not write into ${parent}. Open the copy in another folder.`);
    }
    if (['ENOTDIR', 'EEXIST'].includes(code)) {
      throw problem('source-not-found', `${parent} is no folder. Open the copy in another one.`);
    }
    throw error;
  }
}
