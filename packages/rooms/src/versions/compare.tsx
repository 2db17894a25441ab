// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomVersion } from '@jupyter-atrium/api';
import { type Comparison, NotebookDiff, compareNotebooks, roomIcon } from '@jupyter-atrium/connection';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';
import type { RoomInFront } from '../side/actions';
import { readVersion } from './read-version';
import { titleOf } from './view';

/** Shows in a tab what changed since a version. */
export async function compareVersion(version: RoomVersion, { app, room, trans }: RoomInFront): Promise<void> {
  const before = await readVersion(version, room);
  const body = await compareNotebooks(before, JSON.stringify(room.notebook.toJSON()), true);
  const content = ReactWidget.create(<Compared body={body} name={titleOf(version, trans)} trans={trans} />);
  content.addClass('jp-Atrium');
  content.addClass('jp-Atrium-VersionDiff');
  const widget = new MainAreaWidget({ content });
  widget.title.label = trans.__('%1: since %2', room.title, titleOf(version, trans));
  widget.title.icon = roomIcon;
  widget.title.closable = true;
  app.shell.add(widget, 'main');
}

function Compared(props: { body: Comparison['body']; name: string; trans: TranslationBundle }): JSX.Element {
  const { body, name, trans } = props;
  if (body.kind !== 'notebook') {
    return <p>{trans.__('This version cannot be compared.')}</p>;
  }
  return (
    <>
      <h2>{trans.__('What changed since “%1”', name)}</h2>
      <NotebookDiff body={body} names={{ before: name, after: trans.__('Now') }} trans={trans} />
    </>
  );
}
