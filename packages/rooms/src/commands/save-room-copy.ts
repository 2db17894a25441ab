// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Notification } from '@jupyterlab/apputils';
import type * as nbformat from '@jupyterlab/nbformat';
import type { Contents } from '@jupyterlab/services';
import type { CommandRegistry } from '@lumino/commands';
import type { ReadonlyPartialJSONObject } from '@lumino/coreutils';
import type { OpenRoom } from '../room/open-room';
import { type ICommandOptions, pathArgument, roomOf } from './options';

/** Saves the notebook of a room, or what of it was set aside, to the person's own files, and opens it. */
export function saveRoomCopy(options: ICommandOptions): CommandRegistry.ICommandOptions {
  const { app, docManager, shared, trans } = options;
  return {
    label: trans.__('Save a Copy to My Files'),
    isEnabled: args => roomOf(options, args.path) !== null,
    execute: async args => {
      const room = roomOf(options, args.path);
      const content = room && contentOf(room, args, options);
      if (!content) {
        return;
      }
      const name = room.path.split('/').at(-1) ?? 'room.ipynb';
      const { contents } = app.serviceManager;
      const path = await freePath(contents, options.browsers?.tracker.currentWidget?.model.path ?? '', name);
      await contents.save(path, {
        type: 'notebook',
        format: 'json',
        content
      });
      if (args.setAside === true) {
        await shared.setAside.discard(room.path);
      }
      Notification.success(trans.__('Saved as %1.', path), { autoClose: 5000 });
      docManager.openOrReveal(path);
    },
    describedBy: pathArgument(trans.__('The room’s path below `Rooms:`; else the room in front'))
  };
}

/** What is to be saved: a version, what was set aside, or the notebook as it is. */
function contentOf(
  room: OpenRoom,
  { notebook, setAside }: ReadonlyPartialJSONObject,
  { shared }: ICommandOptions
): nbformat.INotebookContent | null {
  if (typeof notebook === 'string') {
    return JSON.parse(notebook) as nbformat.INotebookContent;
  }
  return setAside === true ? (shared.setAside.of(room.path)?.notebook ?? null) : room.notebook.toJSON();
}

/** A path in a folder of the person's own files at which nothing is yet. */
async function freePath(contents: Contents.IManager, folder: string, name: string): Promise<string> {
  const own = contents.driveName(folder) === '' ? folder : '';
  const taken = new Set(
    ((await contents.get(own)).content as { name: string }[] | null)?.map(entry => entry.name) ?? []
  );
  const stem = name.replace(/\.ipynb$/, '');
  let free = name;
  for (let number = 2; taken.has(free); number += 1) {
    free = `${stem}-${number}.ipynb`;
  }
  return own === '' ? free : `${own}/${free}`;
}
