// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RunClaim } from '@jupyter-atrium/api';
import type * as nbformat from '@jupyterlab/nbformat';
import { NotebookModel } from '@jupyterlab/notebook';
import type { ICodeCellModel } from '@jupyterlab/cells';
import { YNotebook } from '@jupyter/ydoc';
import * as Y from 'yjs';
import { RoomNotebook } from '../src/document/room-notebook';
import type { RoomCodeCell } from '../src/document/room-cells';
import { NotebookOutputs } from '../src/runs/notebook-outputs';
import type { Claimed, IRuns, Run } from '../src/runs/runs';

const REMOTE = 'another page';

/** One page of a room: a real notebook model on a document that others share. */
export class Page {
  readonly notebook = new RoomNotebook();
  readonly model: NotebookModel;
  readonly outputs: NotebookOutputs;
  readonly stopped: string[] = [];

  constructor(
    readonly name: string,
    readonly room: MemoryRoom
  ) {
    this.model = new NotebookModel({ sharedModel: this.notebook, collaborationEnabled: true });
    this.outputs = new NotebookOutputs(this.model, this._runs());
    this.notebook.setRights({ isReadOnly: false, isOwner: false });
    room.join(this.notebook.ydoc);
  }

  /** The model of a code cell. */
  code(index = 0): ICodeCellModel {
    return this.model.cells.get(index) as ICodeCellModel;
  }

  cell(index = 0): RoomCodeCell {
    return this.notebook.getCell(index) as RoomCodeCell;
  }

  shown(index = 0): NonNullable<ReturnType<NotebookOutputs['of']>> {
    const shown = this.outputs.of(this.code(index));
    if (!shown) {
      throw new Error('This is no code cell.');
    }
    return shown;
  }

  /** Does what JupyterLab does when a cell is run, until the kernel answers. */
  start(index = 0): void {
    const model = this.code(index);
    this.shown(index).begin();
    this.cell(index).transact(() => (model as unknown as { clearExecution(): void }).clearExecution(), false);
    model.executionState = 'running';
    model.trusted = true;
  }

  /** Does what JupyterLab does when the kernel is done. */
  finish(count: number, index = 0): void {
    const model = this.code(index);
    model.executionCount = count;
    model.executionState = 'idle';
    this.shown(index).end();
  }

  /** Runs a cell that prints one thing. */
  run(text: string, count = 1, index = 0): void {
    this.start(index);
    this.code(index).outputs.add(printed(text));
    this.finish(count, index);
  }

  private _runs(): IRuns {
    const { room, name } = this;
    return {
      get canPublish() {
        return true;
      },
      claim: (run, takeOver) => Promise.resolve(room.claim(name, run, takeOver)),
      release: run => room.release(run),
      pack: outputs => outputs,
      stop: cell => this.stopped.push(cell),
      newRun: () => `run-${room.runs++}-${name}`
    };
  }
}

/** Joins pages in memory, as the hub joins them: in order, and with one run of a cell at a time. */
export class MemoryRoom {
  readonly hub = new Y.Doc();
  readonly claims = new Map<string, RunClaim>();
  runs = 0;
  isReachable = true;
  private readonly _docs: Y.Doc[] = [];
  private _isHeld = false;
  private readonly _held: (() => void)[] = [];

  constructor(cells: Partial<nbformat.ICell>[] = [{ cell_type: 'code', source: 'x', outputs: [] }]) {
    const seed = YNotebook.create({
      data: { cells: cells as nbformat.ICell[], metadata: {}, nbformat: 4, nbformat_minor: 5 }
    });
    Y.applyUpdate(this.hub, Y.encodeStateAsUpdate(seed.ydoc));
    seed.dispose();
  }

  join(doc: Y.Doc): void {
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.hub), REMOTE);
    this._docs.push(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE) {
        this._send(() => this._spread(doc, update));
      }
    });
  }

  /** Keeps what pages send until `let` is called: they work without seeing each other. */
  hold(): void {
    this._isHeld = true;
  }

  let(): void {
    this._isHeld = false;
    this._held.splice(0).forEach(send => send());
  }

  claim(by: string, { cell, run }: Run, takeOver: boolean): Claimed {
    if (!this.isReachable) {
      return 'unreachable';
    }
    const held = this.claims.get(cell);
    if (held && held.endedAt === null && !takeOver) {
      return { by: held };
    }
    const startedAt = '2026-11-28T12:00:00Z';
    const person = { id: by, name: by };
    this.claims.set(cell, { cell, run, by: person, session: by, kernel: 'Python 3', startedAt, endedAt: null });
    return 'mine';
  }

  release({ cell, run }: Run): void {
    const held = this.claims.get(cell);
    if (held?.run === run) {
      this.claims.set(cell, { ...held, endedAt: held.startedAt });
    }
  }

  private _send(send: () => void): void {
    if (this._isHeld) {
      this._held.push(send);
    } else {
      send();
    }
  }

  private _spread(from: Y.Doc, update: Uint8Array): void {
    Y.applyUpdate(this.hub, update);
    for (const doc of this._docs) {
      if (doc !== from) {
        Y.applyUpdate(doc, update, REMOTE);
      }
    }
  }
}

export function printed(text: string): nbformat.IStream {
  return { output_type: 'stream', name: 'stdout', text };
}

export function aPicture(html: string): nbformat.IDisplayData {
  return { output_type: 'display_data', data: { 'text/html': html }, metadata: {} };
}
