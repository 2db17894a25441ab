// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { NotebookPanel } from '@jupyterlab/notebook';
import { Throttler } from '@lumino/polling';
import type { IDisposable } from '@lumino/disposable';
import type { OpenRoom } from '../room/open-room';
import { viewOf } from './views';

/** The hub passes on 20 a second; people need fewer. */
const TELL_MS = 100;

/** Tells the room in which cell the person is, and where they look. */
export class Place implements IDisposable {
  private readonly _panel: NotebookPanel;
  private readonly _room: OpenRoom;
  private readonly _teller: Throttler;
  private readonly _scrolled: HTMLElement;
  private _isDisposed = false;

  constructor({ panel, room }: { panel: NotebookPanel; room: OpenRoom }) {
    this._panel = panel;
    this._room = room;
    this._teller = new Throttler(() => this._tell(), { limit: TELL_MS, edge: 'trailing' });
    this._scrolled = panel.content.outerNode;
    this._scrolled.addEventListener('scroll', this, { passive: true });
    panel.content.activeCellChanged.connect(this._onMoved, this);
    this._onMoved();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._scrolled.removeEventListener('scroll', this);
      this._panel.content.activeCellChanged.disconnect(this._onMoved, this);
      this._teller.dispose();
    }
  }

  handleEvent(): void {
    this._onMoved();
  }

  private _onMoved(): void {
    this._teller.invoke().catch(() => undefined);
  }

  private _tell(): void {
    const { content } = this._panel;
    if (this._isDisposed || content.isDisposed || !content.model) {
      return;
    }
    const view = viewOf(content);
    this._room.presence.tell({ cell: content.activeCell?.model.id ?? null, ...(view ? { view } : {}) });
  }
}
