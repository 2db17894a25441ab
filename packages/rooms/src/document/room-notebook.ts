// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IMapChange, SharedCell, YBaseCell } from '@jupyter/ydoc';
import { YNotebook } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import { JSONExt, type PartialJSONValue } from '@lumino/coreutils';
import type { Signal } from '@lumino/signaling';
import type * as Y from 'yjs';
import { LocalMetadata } from './local-metadata';
import { RoomCodeCell, intoRoom, isTrusted, setTrusted, withoutTrust } from './room-cells';

type Cells = nbformat.ICell & { metadata?: Partial<nbformat.ICellMetadata> };

/** Every cell that enters the notebook becomes one of a room, moved ones too. */
class RoomCells extends WeakMap<object, YBaseCell<nbformat.IBaseCellMetadata>> {
  /** By their arrays of outputs. */
  readonly byOutputs = new WeakMap<object, RoomCodeCell>();
  /** Ids of cells on the move whose outputs are this page's own. */
  readonly moving = new Set<string>();

  override set(type: object, cell: YBaseCell<nbformat.IBaseCellMetadata>): this {
    intoRoom(cell);
    if (cell instanceof RoomCodeCell) {
      this.byOutputs.set(cell.youtputs, cell);
      setTrusted(cell, this.moving.has(cell.getId()));
    }
    return super.set(type, cell);
  }
}

/** The shared notebook of a room: trust and dirtiness stay in this page, and outputs are not passed on by place. */
export class RoomNotebook extends YNotebook {
  private readonly _roomCells = new RoomCells();
  private readonly _local: LocalMetadata;
  private readonly _touched = new Set<RoomCodeCell>();
  private _isUnsaved = false;
  private _isReadOnly = true;
  private _isOwner = false;
  /** Whether another person's cursor is in a cell. */
  isOccupied: (cellId: string) => boolean = () => false;

  /**
   * @throws Error where JupyterLab's shared model is another than this was made for
   */
  constructor() {
    super({ disableDocumentWideUndoRedo: true });
    const mapping: unknown = Reflect.get(this, '_ycellMapping');
    if (!(mapping instanceof WeakMap) || this.cells.length > 0) {
      throw new Error('This JupyterLab keeps its cells in another way than rooms know.');
    }
    Reflect.set(this, '_ycellMapping', this._roomCells);
    this._local = new LocalMetadata(change => this._metadataChanged.emit(change));
    // Stock writes `dirty` at every key: others would be asked whether to leave unsaved work.
    this.ystate.unobserve(this.onStateChanged);
    this.ystate.set = <T>(_key: string, value: T): T => value;
    this.ydoc.on('beforeObserverCalls', this._onChange);
    this.ydoc.on('afterTransaction', this._afterChange);
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.ydoc.off('beforeObserverCalls', this._onChange);
      this.ydoc.off('afterTransaction', this._afterChange);
      super.dispose();
    }
  }

  /** Whether edits wait for the hub longer than people should not know. */
  override get dirty(): boolean {
    return this._isUnsaved;
  }

  override set dirty(_dirty: boolean) {
    // Only the hub knows what is saved: `setUnsaved` tells.
  }

  setUnsaved(isUnsaved: boolean): void {
    if (isUnsaved !== this._isUnsaved) {
      this._isUnsaved = isUnsaved;
      this._changed.emit({ stateChange: [{ name: 'dirty', oldValue: !isUnsaved, newValue: isUnsaved }] });
    }
  }

  /** Whether models' writes are swallowed. */
  get isReadOnly(): boolean {
    return this._isReadOnly;
  }

  /** Says what the person may do here. */
  setRights(rights: { isReadOnly: boolean; isOwner: boolean }): void {
    this._isOwner = rights.isOwner;
    if (rights.isReadOnly !== this._isReadOnly) {
      this._isReadOnly = rights.isReadOnly;
      for (const cell of this.cells) {
        for (const key of ['editable', 'deletable']) {
          (cell.metadataChanged as Signal<unknown, IMapChange>).emit({
            key,
            type: 'change',
            newValue: !rights.isReadOnly
          });
        }
      }
    }
  }

  override transact(act: () => void, isUndoable = true, origin: unknown = null): void {
    if (!this._isReadOnly) {
      super.transact(act, isUndoable, origin);
    }
  }

  override insertCells(index: number, cells: SharedCell.Cell[]): YBaseCell<nbformat.IBaseCellMetadata>[] {
    return super.insertCells(
      index,
      cells.map(cell => ({ ...cell, metadata: withoutTrust((cell as Cells).metadata) }))
    );
  }

  override moveCells(from: number, to: number, count = 1): void {
    const moved = this.cells.slice(from, from + count);
    // A move is a deletion and an insertion: what somebody types there meanwhile would be lost.
    if (moved.some(cell => this.isOccupied(cell.getId()))) {
      return;
    }
    for (const cell of moved) {
      if (cell instanceof RoomCodeCell && isTrusted(cell) && cell.shown?.ownsDocument) {
        this._roomCells.moving.add(cell.getId());
      }
    }
    super.moveCells(from, to, count);
    this._roomCells.moving.clear();
  }

  /** A room is seeded once, by the hub: a file loaded over it would double every cell. */
  override setSource(): void {
    return undefined;
  }

  override fromJSON(): void {
    return undefined;
  }

  override getMetadata(): nbformat.INotebookMetadata;
  override getMetadata(key: string): PartialJSONValue | undefined;
  override getMetadata(key?: string): nbformat.INotebookMetadata | PartialJSONValue | undefined {
    if (key === undefined) {
      const shared = super.getMetadata() as nbformat.INotebookMetadata | undefined;
      return shared && this._local.over(shared);
    }
    return this._local.has(key) ? this._local.get(key) : super.getMetadata(key);
  }

  override setMetadata(metadata: nbformat.INotebookMetadata): void;
  override setMetadata(metadata: string, value: PartialJSONValue): void;
  override setMetadata(metadata: nbformat.INotebookMetadata | string, value?: PartialJSONValue): void {
    if (typeof metadata !== 'string') {
      const shared = super.getMetadata() as nbformat.INotebookMetadata | undefined;
      super.setMetadata(this._isOwner || !shared ? metadata : this._local.take(metadata, shared));
    } else if (value !== undefined) {
      this.updateMetadata({ [metadata]: value });
    }
  }

  override updateMetadata(value: Partial<nbformat.INotebookMetadata>): void {
    const rest = this._isOwner ? value : this._local.take(value, {});
    const changed = Object.entries(rest).filter(
      ([key, now]) => !JSONExt.deepEqual(super.getMetadata(key) ?? null, now ?? null)
    );
    if (changed.length > 0) {
      super.updateMetadata(Object.fromEntries(changed));
    }
  }

  /** Trust ends before anything of what arrived is shown. */
  private readonly _onChange = (transaction: Y.Transaction): void => {
    if (transaction.local) {
      return;
    }
    for (const type of transaction.changed.keys()) {
      const cell = this._cellAround(type);
      if (cell) {
        setTrusted(cell, false);
        this._touched.add(cell);
      }
    }
  };

  private readonly _afterChange = (): void => {
    const touched = [...this._touched];
    this._touched.clear();
    touched.forEach(cell => cell.shown?.followed());
  };

  /** The cell whose outputs hold a type. */
  private _cellAround(type: object): RoomCodeCell | null {
    for (let at: object | null = type; at; at = (at as Y.AbstractType<unknown>).parent) {
      const cell = this._roomCells.byOutputs.get(at);
      if (cell) {
        return cell;
      }
    }
    return null;
  }
}
