// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileTable, OpenedCopy, Origin } from '@jupyter-atrium/api';
import { ORIGIN_TYPE } from '@jupyter-atrium/api';
import { baseForm, hasBaseForm } from './base-form.ts';
import type { FolderTarget } from './folder-target.ts';
import { OPENED, OPENED_INDEX, type OpenedForms, packForm } from './opened-forms.ts';

const FOLDER = '.atrium';

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
  await writeForms(folder, table, target);
  await target.write(`${FOLDER}/.gitignore`, '*\n');
  await target.write(
    `${FOLDER}/origin.json`,
    `${JSON.stringify(originOf(folder, { opened, table, copy }), null, 1)}\n`
  );
}

/** One file holds them all: a file for each would cost more than all that is in them. */
async function writeForms(folder: string, { files }: FileTable, target: FolderTarget): Promise<void> {
  const forms: OpenedForms = {};
  let length = 0;
  const sink = await target.begin({ path: `${FOLDER}/base/${OPENED}` });
  for (const { path, size, digest } of files) {
    const form = hasBaseForm(path, size) && !forms[digest] ? baseForm(path, readFileSync(join(folder, path))) : null;
    if (form !== null) {
      const packed = packForm(form);
      await sink.write(packed);
      forms[digest] = [length, packed.length];
      length += packed.length;
    }
  }
  await sink.end();
  await target.write(`${FOLDER}/base/${OPENED_INDEX}`, JSON.stringify(forms));
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
