// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import type { OpenRoom } from '../room/open-room';
import type { Peer } from '../room/presence';
import { showView } from './views';

/** What a person does for themselves ends following. */
const OWN_ACTS = ['wheel', 'pointerdown', 'keydown', 'touchmove'] as const;

/** Lets the view go where another's goes; focus never moves. */
export class Follower implements IDisposable {
  private readonly _panel: NotebookPanel;
  private readonly _room: OpenRoom;
  private readonly _trans: TranslationBundle;
  private readonly _flag = document.createElement('div');
  private _shown = '';
  private _isDisposed = false;

  constructor({ panel, room, trans }: { panel: NotebookPanel; room: OpenRoom; trans: TranslationBundle }) {
    this._panel = panel;
    this._room = room;
    this._trans = trans;
    this._flag.className = 'jp-Atrium-Follower-flag';
    room.following.changed.connect(this._draw, this);
    room.presence.changed.connect(this._draw, this);
    OWN_ACTS.forEach(act => panel.content.node.addEventListener(act, this, { capture: true, passive: true }));
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (!this._isDisposed) {
      this._isDisposed = true;
      this._room.following.changed.disconnect(this._draw, this);
      this._room.presence.changed.disconnect(this._draw, this);
      OWN_ACTS.forEach(act => this._panel.content.node.removeEventListener(act, this, { capture: true }));
      this._flag.remove();
    }
  }

  handleEvent(): void {
    this._room.following.stop();
  }

  private _draw(): void {
    const peer = this._room.following.peer;
    const { node } = this._panel.content;
    node.classList.toggle('jp-mod-atriumFollowing', peer !== null);
    if (!peer) {
      this._flag.remove();
      this._shown = '';
      return;
    }
    node.style.setProperty('--jp-atrium-followed', peer.color);
    this._flag.style.setProperty('--jp-atrium-peer', peer.color);
    this._flag.textContent = this._trans.__('Following %1 · Esc ends it', peer.name);
    this._panel.node.append(this._flag);
    this._go(peer);
  }

  private _go({ view }: Peer): void {
    const wanted = JSON.stringify(view);
    if (view && wanted !== this._shown) {
      this._shown = wanted;
      void showView(this._panel.content, view);
    }
  }
}
