// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type IAtrium, roomIcon } from '@jupyter-atrium/connection';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { NotebookPanel } from '@jupyterlab/notebook';
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, SidePanel } from '@jupyterlab/ui-components';
import React from 'react';
import { onePerPerson } from '../people/people';
import { PeopleView } from '../people/view';
import type { OpenRoom } from '../room/open-room';
import { TalkView } from '../talk/view';
import type { IRooms } from '../tokens';
import { VersionsView } from '../versions/view';
import { type RoomInFront, peopleActions, talkActions, versionActions } from './actions';

/** People, talk and versions of the room in front; there only while a room is in front. */
export class RoomPanels {
  private readonly _options: RoomPanels.IOptions;
  private readonly _trans: TranslationBundle;
  private readonly _panel: SidePanel;
  private readonly _parts: readonly RoomPart[];
  private _room: OpenRoom | null = null;

  constructor(options: RoomPanels.IOptions) {
    this._options = options;
    this._trans = options.translator.load('jupyter_atrium');
    this._panel = new SidePanel({ translator: options.translator });
    this._panel.id = 'jp-atrium-room';
    this._panel.addClass('jp-Atrium');
    this._panel.addClass('jp-Atrium-RoomPanels');
    this._panel.title.icon = roomIcon;
    this._panel.title.caption = this._trans.__('Room');
    this._panel.node.setAttribute('role', 'region');
    this._panel.node.setAttribute('aria-label', this._trans.__('Room'));
    this._parts = [
      new RoomPart(this._trans.__('People'), () => this._draw(peopleOf)),
      new RoomPart(this._trans.__('Talk'), () => this._draw(talkOf)),
      new RoomPart(this._trans.__('Versions'), () => this._draw(versionsOf))
    ];
    this._parts.forEach(part => this._panel.addWidget(part));
  }

  /** Shows the room in front; goes away if there is none. */
  show(): void {
    const room = this._inFront()?.room ?? null;
    if (room !== this._room) {
      this._follow(room);
    }
    if (room && !this._panel.isAttached) {
      this._options.app.shell.add(this._panel, 'right', { rank: 200 });
    } else if (!room && this._panel.isAttached) {
      this._panel.parent = null;
    }
    this._update();
  }

  private _follow(room: OpenRoom | null): void {
    this._room?.presence.changed.disconnect(this._update, this);
    this._room?.following.changed.disconnect(this._update, this);
    this._room?.talkDraft.changed.disconnect(this._update, this);
    this._room = room;
    room?.presence.changed.connect(this._update, this);
    room?.following.changed.connect(this._update, this);
    room?.talkDraft.changed.connect(this._update, this);
  }

  private _update(): void {
    this._parts.forEach(part => part.update());
  }

  private _inFront(): RoomInFront | null {
    const { app, docManager, shared } = this._options;
    const { currentWidget } = app.shell;
    const room = shared.rooms.of(currentWidget ? docManager.contextForWidget(currentWidget)?.path : undefined);
    return room && currentWidget instanceof NotebookPanel
      ? { ...this._options, room, panel: currentWidget, trans: this._trans }
      : null;
  }

  private _draw(view: (front: RoomInFront) => JSX.Element): JSX.Element | null {
    const front = this._inFront();
    return front && view(front);
  }
}

export namespace RoomPanels {
  export interface IOptions {
    app: JupyterFrontEnd;
    atrium: IAtrium;
    shared: IRooms;
    docManager: IDocumentManager;
    translator: ITranslator;
  }
}

/** One section of the accordion. */
class RoomPart extends ReactWidget {
  private readonly _draw: () => JSX.Element | null;

  constructor(label: string, draw: () => JSX.Element | null) {
    super();
    this._draw = draw;
    this.title.label = label;
    this.addClass('jp-Atrium-RoomPart');
  }

  protected override render(): JSX.Element | null {
    return this._draw();
  }
}

function cellNumberIn({ room }: RoomInFront): (cell: string) => number | null {
  const cells = room.notebook.cells;
  return id => {
    const index = cells.findIndex(cell => cell.getId() === id);
    return index < 0 ? null : index + 1;
  };
}

function peopleOf(front: RoomInFront): JSX.Element {
  const { room, trans } = front;
  const { me, role } = room;
  return (
    <PeopleView
      me={me && role && { ...me, role, color: room.color }}
      here={onePerPerson(room.presence.others)}
      members={room.side.members}
      cellNumber={cellNumberIn(front)}
      following={room.following.peer?.id ?? null}
      actions={peopleActions(front)}
      trans={trans}
    />
  );
}

function talkOf(front: RoomInFront): JSX.Element {
  const { room, trans } = front;
  const { anchor, thread } = room.talkDraft;
  return (
    <TalkView
      messages={room.side.talk}
      me={room.me?.id ?? null}
      canTalk={!room.isClosed && room.role !== null && room.role !== 'viewer'}
      isOwner={room.role === 'owner'}
      draft={{ anchor, thread }}
      cellNumber={cellNumberIn(front)}
      actions={talkActions(front)}
      trans={trans}
    />
  );
}

function versionsOf(front: RoomInFront): JSX.Element {
  const { room, trans } = front;
  return (
    <VersionsView
      versions={room.side.versions}
      canRestore={!room.isReadOnly}
      actions={versionActions(front)}
      trans={trans}
    />
  );
}
