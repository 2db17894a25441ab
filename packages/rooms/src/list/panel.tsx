// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IAtrium } from '@jupyter-atrium/connection';
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Message } from '@lumino/messaging';
import { Poll } from '@lumino/polling';
import React from 'react';
import { isProblem } from '../calls';
import { RoomCommandIDs } from '../commands/ids';
import type { Rooms } from '../room/rooms';
import { type RoomListActions, RoomListView } from './view';

/** How often the list is read anew while it is seen. */
const REFRESH_MS = 30_000;

/** The tab Rooms: the person's rooms, and those they are invited to. */
export class RoomListPanel extends ReactWidget {
  private readonly _options: RoomListPanel.IOptions;
  private readonly _poll: Poll;

  constructor(options: RoomListPanel.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium-RoomList');
    options.rooms.changed.connect(this.update, this);
    options.atrium.changed.connect(this.update, this);
    this._poll = new Poll({
      name: 'atrium-rooms',
      auto: false,
      factory: () => options.rooms.refresh(),
      frequency: { interval: REFRESH_MS, backoff: true },
      standby: () => !this.isVisible
    });
  }

  override dispose(): void {
    this._poll.dispose();
    this._options.rooms.changed.disconnect(this.update, this);
    this._options.atrium.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    void this._poll.refresh();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    void this._poll.start();
  }

  protected override render(): JSX.Element {
    const { rooms, atrium, trans } = this._options;
    return (
      <RoomListView
        rooms={rooms.list}
        error={(atrium.status === 'ready' ? rooms.error : atrium.error)?.message ?? null}
        actions={this._actions()}
        trans={trans}
      />
    );
  }

  private _actions(): RoomListActions {
    const { commands, rooms } = this._options;
    const canStart = commands.isEnabled(RoomCommandIDs.startRoom);
    return {
      start: canStart ? () => void commands.execute(RoomCommandIDs.startRoom) : null,
      joinByLink: () => void commands.execute(RoomCommandIDs.joinRoom),
      open: ({ path }) => void commands.execute(RoomCommandIDs.openRoom, { path }),
      decline: ({ id }) => void this._do(() => rooms.calls.leaveRoom({ params: { room: id } })),
      bringBack: ({ id }) => void this._do(() => rooms.calls.bringBackRoom({ params: { room: id } })),
      retry: () => void rooms.refresh()
    };
  }

  private async _do(act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!isProblem(error)) {
        throw error;
      }
      Notification.error(error.message);
    }
    await this._options.rooms.refresh();
  }
}

export namespace RoomListPanel {
  export interface IOptions {
    atrium: IAtrium;
    rooms: Rooms;
    commands: CommandRegistry;
    trans: TranslationBundle;
  }
}
