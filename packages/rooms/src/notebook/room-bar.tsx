// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { askIcon, noteIcon } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Dialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import type { Widget } from '@lumino/widgets';
import React from 'react';
import { RoomCommandIDs } from '../commands/ids';
import type { OpenRoom } from '../room/open-room';
import type { IRooms } from '../tokens';
import { type Bar, barOf } from './bars';

/** How long the hub may not answer before it is worth a bar. */
const OFFLINE_MS = 10_000;

/** The bar over the notebook of a room: one at a time, the gravest first. */
export class RoomBar extends ReactWidget {
  private readonly _options: RoomBar.IOptions;
  private _timer: number | null = null;
  private _isLongOffline = false;

  constructor(options: RoomBar.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-RoomBar');
    options.room.changed.connect(this._onChanged, this);
    options.shared.setAside.changed.connect(this._onChanged, this);
    this._onChanged();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      window.clearTimeout(this._timer ?? undefined);
      this._options.room.changed.disconnect(this._onChanged, this);
      this._options.shared.setAside.changed.disconnect(this._onChanged, this);
      super.dispose();
    }
  }

  protected override onUpdateRequest(msg: Message): void {
    super.onUpdateRequest(msg);
    void this.renderPromise?.then(() => this._fit());
  }

  protected override onResize(msg: Widget.ResizeMessage): void {
    super.onResize(msg);
    this._fit();
  }

  protected override render(): JSX.Element | null {
    const { room, shared, trans } = this._options;
    const aside = shared.setAside.of(room.path);
    const bar = barOf({ room, aside, isLongOffline: this._isLongOffline, trans });
    this.setHidden(bar === null);
    return bar && <BarView bar={bar} act={id => void this._act(id)} />;
  }

  /** The header of a notebook gives its widgets the height they ask for by style, and no more. */
  private _fit(): void {
    const wanted = `${(this.node.firstElementChild as HTMLElement | null)?.offsetHeight ?? 0}px`;
    if (!this.isDisposed && this.node.style.minHeight !== wanted) {
      this.node.style.minHeight = wanted;
      this.parent?.fit();
    }
  }

  private _onChanged(): void {
    const isOffline = this._options.room.light.state === 'offline';
    if (isOffline && this._timer === null) {
      this._timer = window.setTimeout(() => {
        this._isLongOffline = true;
        this.update();
      }, OFFLINE_MS);
    } else if (!isOffline) {
      window.clearTimeout(this._timer ?? undefined);
      this._timer = null;
      this._isLongOffline = false;
    }
    this.update();
  }

  private async _act(id: Bar['actions'][number]['id']): Promise<void> {
    const { app, room, shared, trans } = this._options;
    switch (id) {
      case 'save-copy':
        await app.commands.execute(RoomCommandIDs.saveRoomCopy, { path: room.path });
        return;
      case 'save-aside':
        await app.commands.execute(RoomCommandIDs.saveRoomCopy, { path: room.path, setAside: true });
        return;
      case 'discard':
        if (await isSure(trans)) {
          await shared.setAside.discard(room.path);
        }
    }
  }
}

export namespace RoomBar {
  export interface IOptions {
    app: JupyterFrontEnd;
    shared: IRooms;
    room: OpenRoom;
    trans: TranslationBundle;
  }
}

function BarView({ bar, act }: { bar: Bar; act: (id: Bar['actions'][number]['id']) => void }): JSX.Element {
  const Icon = bar.level === 'error' || bar.level === 'warning' ? askIcon : noteIcon;
  return (
    <div className={`jp-Atrium-RoomBar-one jp-mod-${bar.level}`} role={bar.level === 'error' ? 'alert' : 'status'}>
      <Icon.react tag="span" className="jp-Atrium-RoomBar-icon" />
      <p>
        <b>{bar.title}</b> {bar.text}
      </p>
      {bar.actions.length > 0 && (
        <div className="jp-Atrium-RoomBar-actions">
          {bar.actions.map(({ id, label, isPrimary }) => (
            <button
              key={id}
              className={`jp-Atrium-button${isPrimary ? ' jp-mod-primary' : ''}`}
              onClick={() => act(id)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

async function isSure(trans: TranslationBundle): Promise<boolean> {
  const { button } = await showDialog({
    title: trans.__('Discard these edits?'),
    body: trans.__('They are only in this browser. Nobody else has them.'),
    buttons: [Dialog.cancelButton(), Dialog.warnButton({ label: trans.__('Discard') })]
  });
  return button.accept;
}
