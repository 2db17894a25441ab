// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Y from 'yjs';
import { MemoryRoom, Page } from '../../test/network';
import { RoomCodeCell } from './room-cells';
import { RoomNotebook } from './room-notebook';

// Stock reads cells before they are in a document, of which Yjs warns.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation());

const CELLS = [
  { cell_type: 'code', source: 'x = 1', outputs: [] },
  { cell_type: 'markdown', source: '# Title' },
  { cell_type: 'raw', source: 'raw' }
];

/** Types as CodeMirror's binding does, which writes past the models. */
function type(page: Page, text: string): void {
  const { ysource } = page.notebook.getCell(0);
  ysource.doc?.transact(() => {
    ysource.insert(0, text);
    ysource.doc?.getMap('state').set('dirty', true);
  });
}

describe('RoomNotebook', () => {
  it('makes every cell one of the room, also those that are inserted, moved or brought back', () => {
    const page = new Page('alice', new MemoryRoom(CELLS));
    page.notebook.insertCell(0, { cell_type: 'code', source: '', metadata: {} });
    page.notebook.moveCell(1, 0);
    page.notebook.deleteCell(0);
    page.notebook.undo();

    const code = page.notebook.cells.filter(cell => cell.cell_type === 'code');
    expect(code.map(cell => cell instanceof RoomCodeCell)).toEqual([true]);
  });

  it('sends nothing but the text when somebody types, and is dirty only if told so', () => {
    const room = new MemoryRoom(CELLS);
    const page = new Page('alice', room);
    const changes: unknown[] = [];
    page.model.stateChanged.connect((_, change) => changes.push(change.name, change.newValue));

    type(page, 'y');
    expect([room.hub.getMap('state').get('dirty'), page.model.dirty]).toEqual([false, false]);

    page.notebook.setUnsaved(true);
    page.model.dirty = false;
    expect([page.model.dirty, changes]).toEqual([true, ['dirty', true]]);
  });

  it('takes no file over what the room holds', () => {
    const page = new Page('alice', new MemoryRoom(CELLS));

    page.model.fromJSON({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });

    expect(page.notebook.cells).toHaveLength(3);
  });

  it('keeps each person’s kernel to themselves, and takes an owner’s', () => {
    const room = new MemoryRoom(CELLS);
    const [alice, bob] = [new Page('alice', room), new Page('bob', room)];
    bob.notebook.setRights({ isReadOnly: false, isOwner: true });

    alice.model.setMetadata('kernelspec', { name: 'mine', display_name: 'Mine' });
    expect(alice.model.defaultKernelName).toBe('mine');
    expect(bob.model.getMetadata('kernelspec')).toBeUndefined();

    bob.model.setMetadata('kernelspec', { name: 'theirs', display_name: 'Theirs' });
    expect(alice.model.defaultKernelName).toBe('mine');
    expect(new Page('carol', room).model.defaultKernelName).toBe('theirs');
  });

  it('swallows what models write where it is read only, and says so to editors', () => {
    const room = new MemoryRoom(CELLS);
    const page = new Page('alice', room);
    const told: string[] = [];
    page.model.cells.get(1).metadataChanged.connect((_, { key }) => told.push(key));
    const before = Y.encodeStateVector(page.notebook.ydoc);

    page.notebook.setRights({ isReadOnly: true, isOwner: false });
    page.notebook.insertCell(0, { cell_type: 'code', source: '', metadata: {} });
    page.notebook.deleteCell(0);
    page.notebook.moveCell(0, 1);
    page.model.setMetadata('x', 1);
    page.code().setMetadata('x', 1);
    page.code().sharedModel.setSource('z');

    expect(Y.encodeStateVector(page.notebook.ydoc)).toEqual(before);
    expect(page.code().getMetadata('editable')).toBe(false);
    expect(told).toEqual(['editable', 'deletable']);
    expect(page.notebook.toJSON().cells[0]?.metadata).toEqual({});
  });

  it('does not move a cell in which another’s cursor is', () => {
    const page = new Page('alice', new MemoryRoom(CELLS));
    page.notebook.isOccupied = id => id === page.notebook.getCell(0).getId();

    page.notebook.moveCell(0, 1);
    page.notebook.moveCell(1, 2);

    expect(page.notebook.cells.map(cell => cell.cell_type)).toEqual(['code', 'raw', 'markdown']);
  });

  it('undoes a person’s own edits only', () => {
    const room = new MemoryRoom(CELLS);
    const [alice, bob] = [new Page('alice', room), new Page('bob', room)];
    alice.code().sharedModel.updateSource(0, 0, 'a');
    bob.code().sharedModel.updateSource(0, 0, 'b');

    alice.code().sharedModel.undo();

    expect(bob.code().sharedModel.getSource()).toBe('bx = 1');
  });

  it('refuses to be where shared notebooks are built otherwise', () => {
    class Other extends RoomNotebook {}
    const original = Reflect.get.bind(Reflect);
    const spy = jest.spyOn(Reflect, 'get').mockImplementation((target, key) => {
      return key === '_ycellMapping' ? {} : (original(target, key) as unknown);
    });

    expect(() => new Other()).toThrow('in another way than rooms know');
    spy.mockRestore();
  });
});
