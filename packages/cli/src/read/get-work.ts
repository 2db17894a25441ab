// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { basename, dirname, join, resolve } from 'node:path';
import { folderName } from '@jupyter-atrium/api';
import type { World } from '../command.ts';
import { openCopy } from '../copies/open-copy.ts';
import { EXIT } from '../exit-codes.ts';
import { openClient } from '../open-client.ts';
import { foldersOf } from '../settings/folders.ts';
import { hubSetting } from '../settings/hub.ts';
import { watch } from '../terminal/progress.ts';
import { countWords } from '../terminal/words.ts';
import type { WorkReference } from './work-reference.ts';

/** What a person asked to get. */
export type GetOptions = WorkReference & {
  /** The folder it should become; absent: named after the work, in the current folder. */
  folder: string | undefined;
  isJson: boolean;
};

/** Opens a copy of a work in a new folder. */
export async function getWork({ work, label, folder, isJson }: GetOptions, world: World): Promise<number> {
  const client = openClient(world, hubSetting(world));
  const watched = watch(world);
  const opened = await client.openCopy({ params: { work }, body: { label } }, { signal: watched.signal });
  const wanted = resolve(world.folder, folder ?? folderName(opened.title));
  const copy = await openCopy({
    ...watched,
    client,
    opened,
    parent: dirname(wanted),
    name: basename(wanted),
    data: foldersOf(world.env).data,
    now: world.now
  });
  watched.end();
  const path = join(dirname(wanted), copy.folder);
  const entry = copy.entry && join(dirname(wanted), copy.entry);
  if (isJson) {
    world.print(
      JSON.stringify({ work, release: opened.label, url: opened.url, folder: path, files: copy.files, entry })
    );
  } else {
    world.print(`Opened in ${path}: ${countWords(copy.files, 'file')}.`);
  }
  return EXIT.ok;
}
