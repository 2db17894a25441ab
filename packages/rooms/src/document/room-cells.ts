// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CellChange, IExecutionState } from '@jupyter/ydoc';
import { YBaseCell, YCodeCell, YMarkdownCell, YRawCell } from '@jupyter/ydoc';
import type * as nbformat from '@jupyterlab/nbformat';
import type { PartialJSONValue } from '@lumino/coreutils';
import type { Signal } from '@lumino/signaling';
import type * as Y from 'yjs';
import { writeOutputs } from './write-outputs';

/** The origin under which outputs are written; stock models do not answer it with changes of their own. */
export const SILENT = 'silent-change';

/** What is shown of a cell's outputs: an own run until somebody else changes them, else what the document holds. */
export interface IShownOutputs {
  /** Whether an own run is shown. */
  readonly isOwnRun: boolean;
  /** Whether what the document holds was made by this page's kernel. */
  readonly ownsDocument: boolean;
  /** Of an own run. */
  executionCount: number | null;
  executionState: 'idle' | 'running';
  /** A run begins here. */
  begin(): void;
  /** The view changed; nothing of it was written. */
  changed(): void;
  /** The view was cleared. */
  cleared(): void;
  /** Others changed the outputs in the document. */
  followed(): void;
}

/** What a room keeps of a cell beside the document. */
type Part = { isTrusted: boolean; shown: IShownOutputs | null };

const PARTS = new WeakMap<object, Part>();

function partOf(cell: object): Part {
  const part = PARTS.get(cell) ?? { isTrusted: false, shown: null };
  PARTS.set(cell, part);
  return part;
}

/** A notebook that may be read only. */
type MayRefuse = { readonly isReadOnly?: boolean };

function isReadOnly(cell: YBaseCell<nbformat.IBaseCellMetadata>): boolean {
  return (cell.notebook as MayRefuse | null)?.isReadOnly === true;
}

/** Whether all outputs that are there come from runs of this page. */
export function isTrusted(cell: object): boolean {
  return partOf(cell).isTrusted;
}

/** Says that all outputs that are there come from runs of this page, or that some do not. Never leaves this page. */
export function setTrusted(cell: object, isOwn: boolean): void {
  partOf(cell).isTrusted = isOwn;
}

type AnyCell = YBaseCell<nbformat.IBaseCellMetadata>;
type Metadata = Record<string, unknown>;

const stock = YBaseCell.prototype;

/** What differs in cells of all kinds. Kept on the prototypes, since cells are made by others and changed to ours. */
const GUARDS = {
  getMetadata(this: AnyCell, key?: string): unknown {
    if (key === 'trusted') {
      return isTrusted(this) || undefined;
    }
    if ((key === 'editable' || key === 'deletable') && isReadOnly(this)) {
      return false;
    }
    const value: unknown = Reflect.apply(stock.getMetadata, this, key === undefined ? [] : [key]);
    return key === undefined ? withoutTrust(value as Metadata | undefined) : value;
  },

  setMetadata(this: AnyCell, metadata: string | Metadata, value?: PartialJSONValue): void {
    if (typeof metadata !== 'string') {
      Reflect.apply(stock.setMetadata, this, [withoutTrust(metadata)]);
    } else if (metadata !== 'trusted') {
      Reflect.apply(stock.setMetadata, this, [metadata, value]);
    }
  },

  deleteMetadata(this: AnyCell, key: string): void {
    if (key !== 'trusted') {
      stock.deleteMetadata.call(this, key);
    }
  },

  transact(this: AnyCell, act: () => void, isUndoable = true, origin: unknown = null): void {
    if (!isReadOnly(this)) {
      stock.transact.call(this, act, isUndoable, origin);
    }
  }
};

/** A copy of metadata without the key by which trust would travel. */
export function withoutTrust<T extends object>(metadata: T | undefined): T | undefined {
  if (!metadata || !('trusted' in metadata)) {
    return metadata;
  }
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'trusted')) as T;
}

/** A Markdown cell of a room. */
export class RoomMarkdownCell extends YMarkdownCell {}

/** A raw cell of a room. */
export class RoomRawCell extends YRawCell {}

/**
 * A code cell of a room. Views do not write its outputs: they tell what is shown of them, which publishes or does not.
 * Made by changing the prototype of a stock cell, so it can have no fields.
 */
export class RoomCodeCell extends YCodeCell {
  get shown(): IShownOutputs | null {
    return partOf(this).shown;
  }

  set shown(shown: IShownOutputs | null) {
    partOf(this).shown = shown;
  }

  override get execution_count(): number | null {
    return this.shown?.isOwnRun ? this.shown.executionCount : super.execution_count;
  }

  override set execution_count(count: number | null) {
    this.setExecutionCount(count);
  }

  override setExecutionCount(count: number | null): void {
    const { shown } = this;
    if (!shown?.isOwnRun) {
      super.setExecutionCount(count);
    } else if (count !== shown.executionCount) {
      const oldValue = shown.executionCount;
      shown.executionCount = count;
      this._tell({ executionCountChange: { oldValue: oldValue ?? undefined, newValue: count ?? undefined } });
      shown.changed();
    }
  }

  override get executionState(): IExecutionState {
    return this.shown?.isOwnRun ? this.shown.executionState : super.executionState;
  }

  override set executionState(state: IExecutionState) {
    const { shown } = this;
    if (shown && !shown.isOwnRun && state === 'running') {
      shown.begin();
    }
    if (!shown?.isOwnRun) {
      super.executionState = state;
    } else if (state !== shown.executionState) {
      const oldValue = shown.executionState;
      shown.executionState = state;
      this._tell({ executionStateChange: { oldValue, newValue: state } });
      shown.changed();
    }
  }

  override setOutputs(outputs: nbformat.IOutput[]): void {
    if (this.ymodel.doc === null) {
      super.setOutputs(outputs);
    }
  }

  override updateOutputs(): void {
    this.shown?.changed();
  }

  override appendStreamOutput(): void {
    this.shown?.changed();
  }

  override removeStreamOutput(): void {
    this.shown?.changed();
  }

  override clearOutputs(): void {
    this.shown?.cleared();
  }

  /** Makes the document hold these outputs, by as small a change as there is. */
  publish(state: { outputs: nbformat.IOutput[]; count: number | null; execution: 'idle' | 'running' }): void {
    this.transact(
      () => {
        const replace = (start: number, end: number, outputs: nbformat.IOutput[]): void =>
          super.updateOutputs(start, end, outputs, SILENT);
        writeOutputs(this.youtputs, state.outputs, replace);
        setIfNew(this.ymodel, 'execution_count', state.count);
        setIfNew(this.ymodel, 'execution_state', state.execution);
      },
      false,
      SILENT
    );
  }

  /** Tells views that the document's count and state show again, instead of those of an own run. */
  tellFollowing(was: { count: number | null; state: IExecutionState }): void {
    this._tell({
      executionCountChange: { oldValue: was.count ?? undefined, newValue: this.execution_count ?? undefined },
      executionStateChange: { oldValue: was.state, newValue: this.executionState }
    });
  }

  /** Outputs are not passed on by their place: with two kernels that diverges, and stock throws where two runs meet. */
  protected override getChanges(events: Y.YEvent<Y.Map<unknown>>[]): Partial<CellChange> {
    const changes = stockChanges.call(this, events);
    const event = events.find(({ target }) => target === this.ymodel);
    if (!event || this.shown?.isOwnRun) {
      return changes;
    }
    const { keys } = event.changes;
    if (keysOf(event).has('execution_count')) {
      const oldValue = keys.get('execution_count')?.oldValue as number | undefined;
      changes.executionCountChange = { oldValue, newValue: this.execution_count ?? undefined };
    }
    if (keysOf(event).has('execution_state')) {
      const oldValue = keys.get('execution_state')?.oldValue as IExecutionState | undefined;
      changes.executionStateChange = { oldValue, newValue: this.executionState };
    }
    return changes;
  }

  private _tell(changes: CodeChange): void {
    (this.changed as Signal<this, CodeChange>).emit(changes);
  }
}

/** What stock models are told of a code cell. */
type CodeChange = Pick<
  CellChange,
  'outputsChange' | 'streamOutputChange' | 'executionCountChange' | 'executionStateChange'
>;

/** What a base cell tells of its source and metadata. */
const stockChanges = Reflect.get(YBaseCell.prototype, 'getChanges') as (
  this: YCodeCell,
  events: Y.YEvent<Y.Map<unknown>>[]
) => Partial<CellChange>;

function keysOf(event: Y.YEvent<Y.Map<unknown>>): ReadonlySet<string> {
  return (event as Y.YMapEvent<unknown>).keysChanged as Set<string>;
}

function setIfNew(map: Y.Map<unknown>, key: string, value: unknown): void {
  if (map.get(key) !== value) {
    map.set(key, value);
  }
}

for (const cells of [RoomCodeCell, RoomMarkdownCell, RoomRawCell]) {
  for (const [name, value] of Object.entries(GUARDS)) {
    Object.defineProperty(cells.prototype, name, { value, writable: true, configurable: true });
  }
}

/** Makes a stock cell one of a room. */
export function intoRoom(cell: AnyCell): void {
  const classes = { code: RoomCodeCell, markdown: RoomMarkdownCell, raw: RoomRawCell };
  const kind = cell.cell_type as keyof typeof classes;
  Object.setPrototypeOf(cell, classes[kind].prototype);
}
