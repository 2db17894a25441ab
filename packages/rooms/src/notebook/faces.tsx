// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { IDisposable } from '@lumino/disposable';
import React from 'react';
import { RoomCommandIDs } from '../commands/ids';
import { Face } from '../people/face';
import { onePerPerson } from '../people/people';
import type { OpenRoom } from '../room/open-room';

/** As many as fit beside the other items of a toolbar. */
const MAX_FACES = 5;

/** Puts the faces of who is here into the toolbar of a room's notebook. */
export function addFaces(options: {
  app: JupyterFrontEnd;
  panel: NotebookPanel;
  room: OpenRoom;
  trans: TranslationBundle;
}): IDisposable {
  const { app, panel, room, trans } = options;
  const show = (): void => void app.commands.execute(RoomCommandIDs.showRoom);
  const widget = ReactWidget.create(
    <UseSignal signal={room.presence.changed}>
      {() => <Faces people={onePerPerson(room.presence.others)} show={show} trans={trans} />}
    </UseSignal>
  );
  widget.addClass('jp-Atrium-Faces');
  panel.toolbar.insertBefore('spacer', 'atrium-faces', widget);
  return widget;
}

function Faces(props: {
  people: ReturnType<typeof onePerPerson>;
  show: () => void;
  trans: TranslationBundle;
}): JSX.Element | null {
  const { people, show, trans } = props;
  if (people.length === 0) {
    return null;
  }
  const label = trans.__('Here: %1', people.map(({ name }) => name).join(', '));
  return (
    <button className="jp-Atrium-Faces-button" title={label} aria-label={label} onClick={show}>
      {people.slice(0, MAX_FACES).map(person => (
        <Face key={person.id} {...person} />
      ))}
    </button>
  );
}
