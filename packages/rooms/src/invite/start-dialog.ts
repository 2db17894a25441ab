// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import type * as nbformat from '@jupyterlab/nbformat';
import { RoomCommandIDs } from '../commands/ids';
import type { ICommandOptions } from '../commands/options';
import { ask, makeLink, tell } from './invite-dialog';

/** Asks whom to invite, starts a room on a notebook and opens it. */
export async function startOn(path: string, options: ICommandOptions): Promise<void> {
  const { app, shared, trans } = options;
  const file = path.split('/').at(-1) ?? path;
  const value = await ask(options, {
    title: trans.__('Start a room on %1', file),
    note: trans.__('Your file stays where it is. The room is a live copy that this hub keeps.'),
    label: trans.__('Start room')
  });
  if (!value) {
    return;
  }
  await tell(async () => {
    const notebook = await readNotebook(path, options);
    const page = await shared.rooms.calls.startRoom({
      body: {
        title: titleOf(notebook, file),
        file,
        notebook: JSON.stringify(notebook),
        from: null,
        invite: [...value.readers],
        role: value.role
      }
    });
    const room = shared.rooms.take(page);
    if (value.withLink) {
      await makeLink(room, value, options);
    }
    await app.commands.execute(RoomCommandIDs.openRoom, { path: room.path });
  });
}

/** As it is on the screen if it is open: what is not saved belongs to it. */
async function readNotebook(path: string, { app, docManager }: ICommandOptions): Promise<nbformat.INotebookContent> {
  const open = docManager.findWidget(path);
  const context = open && docManager.contextForWidget(open);
  if (context?.isReady) {
    return context.model.toJSON() as nbformat.INotebookContent;
  }
  const { contents } = app.serviceManager;
  return (await contents.get(path, { type: 'notebook', format: 'json', content: true }))
    .content as nbformat.INotebookContent;
}

/** The first heading, else the name of the file. */
export function titleOf({ cells }: nbformat.INotebookContent, file: string): string {
  const text = cells.map(({ cell_type: kind, source }) => (kind === 'markdown' ? [source].flat().join('') : ''));
  const heading = /^#{1,6}[ \t]+(.+?)[ \t#]*$/m.exec(text.join('\n'))?.[1];
  return (heading ?? file.replace(/\.ipynb$/, '')).slice(0, LIMITS.titleCharacters);
}
