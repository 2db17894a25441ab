// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TalkAnchor } from '@jupyter-atrium/api';
import type { Cell } from '@jupyterlab/cells';
import * as Y from 'yjs';
import type { RoomNotebook } from '../document/room-notebook';

const QUOTE_CHARACTERS = 200;

/** The place a message is about: what is selected in a cell, else the whole cell. */
export function anchorOf(cell: Cell, notebook: RoomNotebook): TalkAnchor {
  const cellId = cell.model.id;
  const shared = notebook.cells.find(each => each.getId() === cellId);
  const selection = cell.editor?.getSelection();
  const source = cell.model.sharedModel.getSource();
  const [from, to] =
    selection && cell.editor
      ? [selection.start, selection.end].map(at => cell.editor?.getOffsetAt(at) ?? 0).sort((a, b) => a - b)
      : [];
  if (!shared || from === undefined || to === undefined || from === to) {
    return { cellId, start: null, end: null, quote: firstLine(source) };
  }
  const position = (index: number): string => encode(Y.createRelativePositionFromTypeIndex(shared.ysource, index));
  return { cellId, start: position(from), end: position(to), quote: source.slice(from, to).slice(0, QUOTE_CHARACTERS) };
}

/** Whether the text a message is about is still there. */
export function isThere(anchor: TalkAnchor, notebook: RoomNotebook): boolean {
  return notebook.cells.some(cell => cell.getId() === anchor.cellId);
}

function firstLine(source: string): string {
  return (source.split('\n').find(line => line.trim() !== '') ?? '').slice(0, QUOTE_CHARACTERS);
}

function encode(position: Y.RelativePosition): string {
  const bytes = Y.encodeRelativePosition(position);
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
