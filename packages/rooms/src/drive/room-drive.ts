// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Room } from '@jupyter-atrium/api';
import type { Contents, ServerConnection } from '@jupyterlab/services';
import type { YDocument, DocumentChange } from '@jupyter/ydoc';
import { type ISignal, Signal } from '@lumino/signaling';
import type { OpenRoom } from '../room/open-room';
import { DRIVE, type Rooms, notFound } from '../room/rooms';

/** What a room is told apart by; a change of it raises Lab's question whether to overwrite. */
const HASH = 'atrium-room';

/** Shows rooms as files. No subclass of Lab’s drive: that expects a server, and providers of content, behind itself. */
export class RoomDrive implements Contents.IDrive {
  readonly name = DRIVE;
  readonly serverSettings: ServerConnection.ISettings;
  readonly sharedModelFactory: Contents.ISharedFactory = {
    collaborative: true,
    createNew: options => this._open(options)
  };
  private readonly _rooms: Rooms;
  private readonly _fileChanged = new Signal<this, Contents.IChangedArgs>(this);
  private _isDisposed = false;

  constructor(rooms: Rooms, serverSettings: ServerConnection.ISettings) {
    this._rooms = rooms;
    this.serverSettings = serverSettings;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  get fileChanged(): ISignal<Contents.IDrive, Contents.IChangedArgs> {
    return this._fileChanged;
  }

  async get(path: string, options?: Contents.IFetchOptions): Promise<Contents.IModel> {
    if (!path.includes('/')) {
      return this._folder(path, options?.content !== false);
    }
    if (options?.type !== undefined && options.type !== 'notebook') {
      throw new Error('A room opens as a notebook only.');
    }
    const open = this._rooms.at(path);
    if (!open && options?.content === false && this._rooms.list === null) {
      // A layout is restored before the hub is asked anything: opening will say if there is no such room.
      return guessed(path);
    }
    const room = open
      ? await open.ready.catch((error: unknown) => Promise.reject(asLab(error, path)))
      : await this._find(path);
    return modelOf(room, open);
  }

  /** The text is saved as it is typed; this waits until the hub says so. */
  async save(path: string): Promise<Contents.IModel> {
    const open = this._rooms.at(path);
    if (!open) {
      throw new Error('A room cannot be made here. Use “Save a Copy to My Files”, or “Start a Room…” on a notebook.');
    }
    await open.saved();
    return modelOf(await open.ready, open);
  }

  /** Lab asks this for every relative image, too: those are files, and rooms have none. */
  async getDownloadUrl(path: string): Promise<string> {
    const open = this._rooms.at(path);
    if (!open) {
      return 'data:,';
    }
    const text = JSON.stringify(open.notebook.toJSON(), null, 1);
    return URL.createObjectURL(new Blob([text], { type: 'application/x-ipynb+json' }));
  }

  async createCheckpoint(path: string): Promise<Contents.ICheckpointModel> {
    const open = this._rooms.at(path);
    if (!open || open.isReadOnly || open.light.state === 'offline') {
      return { id: '', last_modified: new Date().toISOString() };
    }
    const version = await open.act((calls, room, call) =>
      calls.makeVersion({ params: { room }, body: { name: null } }, call)
    );
    return { id: version.id, last_modified: version.at };
  }

  async listCheckpoints(path: string): Promise<Contents.ICheckpointModel[]> {
    const versions = this._rooms.at(path)?.side.versions ?? [];
    return versions.map(({ id, at }) => ({ id, last_modified: at })).reverse();
  }

  async restoreCheckpoint(path: string, version: string): Promise<void> {
    await this._rooms.at(path)?.act((calls, room, call) => calls.restoreVersion({ params: { room, version } }, call));
  }

  async deleteCheckpoint(): Promise<void> {
    return undefined;
  }

  newUntitled(): Promise<Contents.IModel> {
    return elsewhere('Nothing is made here. Use “Start a Room…” on a notebook.');
  }

  delete(): Promise<void> {
    return elsewhere('Leave or delete a room in Atrium’s panel, on the tab Rooms.');
  }

  rename(): Promise<Contents.IModel> {
    return elsewhere('Rename a room in its panel People.');
  }

  copy(): Promise<Contents.IModel> {
    return elsewhere('Use “Save a Copy to My Files” in the room.');
  }

  private _open(options: Contents.ISharedFactoryOptions): YDocument<DocumentChange> | undefined {
    if (options.contentType !== 'notebook') {
      return undefined;
    }
    return this._rooms.open(options.path.replace(new RegExp(`^${DRIVE}:`), '')).notebook;
  }

  private _find(path: string): Promise<Room> {
    return this._rooms.find(path).catch((error: unknown) => Promise.reject(asLab(error, path)));
  }

  private async _folder(path: string, withContent: boolean): Promise<Contents.IModel> {
    if (withContent || this._rooms.list === null) {
      await this._rooms.refresh();
    }
    const all = (this._rooms.list ?? []).filter(({ state }) => state !== 'deleted');
    if (path === '') {
      return folder(
        '',
        all.map(room => folder(folderOf(room), null)),
        withContent
      );
    }
    const room = all.find(each => folderOf(each) === path);
    if (!room) {
      throw notFound(path);
    }
    return folder(path, [modelOf(room, null)], withContent);
  }
}

function folderOf(room: Room): string {
  return room.path.split('/')[0] ?? '';
}

function folder(path: string, content: Contents.IModel[] | null, withContent = false): Contents.IModel {
  return {
    name: path,
    path,
    type: 'directory',
    writable: false,
    created: '',
    last_modified: '',
    mimetype: '',
    format: withContent ? 'json' : null,
    content: withContent ? content : null
  };
}

/** All that is constant stays so, since Lab takes a change for one made behind its back. */
function modelOf(room: Room, open: OpenRoom | null): Contents.IModel {
  return {
    name: room.path.split('/').at(-1) ?? '',
    path: room.path,
    type: 'notebook',
    writable: open ? !open.isReadOnly : room.role === 'owner' || room.role === 'editor',
    created: room.createdAt,
    last_modified: room.createdAt,
    hash: `${room.id}/${room.epoch}`,
    hash_algorithm: HASH,
    mimetype: 'application/x-ipynb+json',
    format: 'json',
    content: null
  };
}

function guessed(path: string): Contents.IModel {
  return {
    name: path.split('/').at(-1) ?? '',
    path,
    type: 'notebook',
    writable: true,
    created: '',
    last_modified: '',
    mimetype: 'application/x-ipynb+json',
    format: 'json',
    content: null
  };
}

/** JupyterLab looks for a response's status. */
function asLab(error: unknown, path: string): Error {
  const isMissing = (error as { code?: unknown }).code === 'room-not-found';
  return isMissing ? notFound(path) : (error as Error);
}

function elsewhere(message: string): Promise<never> {
  return Promise.reject(new Error(message));
}
