// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { lstatSync, readFileSync } from 'node:fs';

import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FileTable, OpenedCopy, Origin } from '@jupyter-atrium/api';
import { ORIGIN_TYPE } from '@jupyter-atrium/api';
import { baseForm, hasBaseForm } from './base-form.ts';
import type { FolderTarget } from './folder-target.ts';

const FOLDER = '.atrium';
const FASTEST = { level: 1 };

/**
 * Writes into a folder what makes it a copy: its origin, and what its files were published as.
 *
 * @param folder - absolute; holds the files of the release
 * @param copy - id of the new copy
 * @param target - writes what belongs to the record
 */
export async function writeCopyRecord(
  folder: string,
  { opened, table, copy }: { opened: OpenedCopy; table: FileTable; copy: string },
  target: FolderTarget
): Promise<void> {
  for (const file of table.files.filter(({ path, size }) => hasBaseForm(path, size))) {
    const place = `${FOLDER}/base/${file.digest.slice('sha256:'.length)}.gz`;
    const base = target.isWritten(place) ? null : baseForm(file.path, readFileSync(join(folder, file.path)));
    if (base !== null) {
      await target.write(place, gzipSync(base, FASTEST));
    }
  }
  await target.write(`${FOLDER}/.gitignore`, '*\n');
  await target.write(
    `${FOLDER}/origin.json`,
    `${JSON.stringify(originOf(folder, { opened, table, copy }), null, 1)}\n`
  );
}

function originOf(
  folder: string,
  { opened, table, copy }: { opened: OpenedCopy; table: FileTable; copy: string }
): Origin {
  const { url, home, via, title, label, manifest } = opened;
  const files = table.files.map(({ path, digest, size }): [string, Origin['files'][string]] => {
    const { mtimeNs } = lstatSync(join(folder, path), { bigint: true });
    const sha256 = digest.slice('sha256:'.length);
    return [path, { base: digest, manifest, disk: { sha256, size, mtimeNs: String(mtimeNs) } }];
  });
  return {
    type: ORIGIN_TYPE,
    copy,
    work: url,
    home,
    via,
    title,
    release: { label, manifest },
    files: Object.fromEntries(files),
    paths: {},
    left: [],
    aliases: {}
  };
}
