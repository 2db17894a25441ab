// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { NotebookPanel } from '@jupyterlab/notebook';
import type { IDisposable } from '@lumino/disposable';
import type { OpenRoom } from '../room/open-room';

/** Marks the cells in which others are. */
export class CellMarks implements IDisposable {
  private readonly _panel: NotebookPanel;
  private readonly _room: OpenRoom;
  private _isDisposed = false;

  constructor({ panel, room }: { panel: NotebookPanel; room: OpenRoom }) {
    this._panel = panel;
    this._room = room;
    room.presence.changed.connect(this._draw, this);
    panel.content.modelContentChanged.connect(this._draw, this);
    this._draw();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._room.presence.changed.disconnect(this._draw, this);
      this._panel.content.modelContentChanged.disconnect(this._draw, this);
    }
  }

  private _draw(): void {
    const here = new Map(this._room.presence.others.map(peer => [peer.cell, peer]));
    for (const { node, model } of this._panel.content.widgets) {
      const peer = model.isDisposed ? undefined : here.get(model.id);
      const isMarked = node.dataset.atriumHere !== undefined;
      if (peer) {
        node.dataset.atriumHere = peer.id;
        node.style.setProperty('--jp-atrium-peer', peer.color);
      } else if (isMarked) {
        delete node.dataset.atriumHere;
      }
    }
  }
}
