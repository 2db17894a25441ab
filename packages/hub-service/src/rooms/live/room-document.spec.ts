// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import * as fc from 'fast-check';
import * as Y from 'yjs';
import { notebook } from '../../../test/publish';
import { cellOf } from './notebook-document';
import { RoomDocument, type Verdict } from './room-document';
import { rootsOf } from './rules';
import { seedFrom } from './seed';

const RUNS = process.env.ATRIUM_DEEP ? 2_000_000 : 3000;
const EVERYBODY = 1;

/** The document of a room, and a page that has it too. */
function aRoom(...sources: string[]): { room: RoomDocument; page: Y.Doc; send: (act: () => void) => Uint8Array } {
  const seed = seedFrom(Buffer.from(notebook(...sources)));
  if (seed.kind === 'refused') {
    throw new Error(seed.words);
  }
  const room = new RoomDocument([seed.state], true);
  const page = new Y.Doc();
  Y.applyUpdate(page, seed.state);
  const send = (act: () => void): Uint8Array => {
    const before = Y.encodeStateVector(page);
    page.transact(act);
    return Y.encodeStateAsUpdate(page, before);
  };
  return { room, page, send };
}

const cellsOf = (doc: Y.Doc): Y.Array<unknown> => rootsOf(doc).cells;
const cellAt = (doc: Y.Doc, index: number): Y.Map<unknown> => cellsOf(doc).get(index) as Y.Map<unknown>;
const sourceAt = (doc: Y.Doc, index: number): Y.Text => cellAt(doc, index).get('source') as Y.Text;
const outcome = (verdict: Verdict): string => (verdict.kind === 'accepted' ? 'accepted' : verdict.reason);

describe('a document of a room', () => {
  it('takes what JupyterLab does to notebooks', () => {
    const { room, page, send } = aRoom('a', 'b');
    const undo = new Y.UndoManager([cellsOf(page)], { doc: page });
    const acts: (() => void)[] = [
      () => sourceAt(page, 0).insert(1, ' = 1'),
      () => sourceAt(page, 0).delete(0, 2),
      () => cellsOf(page).insert(1, [cellOf({ id: 'new', cell_type: 'markdown', source: '# Hi', metadata: {} })]),
      () => cellsOf(page).delete(0, 1),
      () => (cellAt(page, 1).get('metadata') as Y.Map<unknown>).set('tags', ['x']),
      () => cellAt(page, 1).set('execution_count', 3),
      () => cellAt(page, 1).set('execution_state', 'running'),
      () =>
        (cellAt(page, 1).get('outputs') as Y.Array<unknown>).push([
          new Y.Map<unknown>([
            ['output_type', 'stream'],
            ['name', 'stdout'],
            ['text', new Y.Text('one\n')]
          ])
        ]),
      () =>
        ((cellAt(page, 1).get('outputs') as Y.Array<Y.Map<Y.Text>>).get(0).get('text') as Y.Text).insert(4, 'two\n'),
      () => rootsOf(page).state.set('kernelState', 'busy'),
      () => (rootsOf(page).meta.get('metadata') as Y.Map<unknown>).set('kernelspec', { name: 'python3' }),
      () => void undo.undo()
    ];
    expect(acts.map(act => outcome(room.edit(send(act), new Set([page.clientID]))))).toEqual(
      acts.map(() => 'accepted')
    );
    expect(cellsOf(room.doc).toJSON()).toEqual(cellsOf(page).toJSON());
  });

  it('adds nothing to the log for what it knows already', () => {
    const { room, page, send } = aRoom('a');
    const update = send(() => sourceAt(page, 0).insert(0, 'x'));
    const mine = new Set([page.clientID]);
    expect(room.edit(update, mine)).toMatchObject({ update: expect.any(Uint8Array) as Uint8Array });
    expect(room.edit(update, mine)).toEqual({ kind: 'accepted', update: null });
  });

  it.each<[string, (page: Y.Doc) => void]>([
    ['trust of a cell', page => (cellAt(page, 0).get('metadata') as Y.Map<unknown>).set('trusted', true)],
    [
      'a trusted cell',
      page => cellsOf(page).push([cellOf({ id: 'x', cell_type: 'code', source: '', metadata: { trusted: true } })])
    ],
    ['another root', page => page.getMap('other').set('a', 1)],
    ['another key of a cell', page => cellAt(page, 0).set('onload', 'alert(1)')],
    ['another type of cell', page => cellAt(page, 0).set('cell_type', 'html')],
    ['a source that is no text', page => cellAt(page, 0).set('source', 'text')],
    ['a cell without an id', page => cellAt(page, 0).delete('id')],
    ['something else than a cell', page => cellsOf(page).push(['cell'])],
    ['a prototype', page => void cellAt(page, 0).set('attachments', JSON.parse('{"__proto__":{"a":1}}') as object)],
    ['a key that is a prototype', page => (cellAt(page, 0).get('metadata') as Y.Map<unknown>).set('__proto__', {})],
    ['bytes', page => cellAt(page, 0).set('attachments', new Uint8Array(3))],
    ['formatted text', page => sourceAt(page, 0).insert(0, 'x', { bold: true })],
    ['something in a text', page => sourceAt(page, 0).insertEmbed(0, { image: 'x' })],
    ['a document in it', page => cellAt(page, 0).set('attachments', new Y.Doc())],
    [
      'an output of another type',
      page => (cellAt(page, 0).get('outputs') as Y.Array<unknown>).push([new Y.Map([['output_type', 'x']])])
    ],
    [
      'a map inside a list',
      page => (cellAt(page, 0).get('outputs') as Y.Array<unknown>).push([{ output_type: 'stream' }])
    ]
  ])('refuses %s, and stays what it was', (_, act) => {
    const { room, page, send } = aRoom('a', 'b');
    const before = Y.encodeStateAsUpdate(room.doc);
    expect(
      outcome(
        room.edit(
          send(() => act(page)),
          new Set([page.clientID])
        )
      )
    ).toBe('refused');
    expect(Y.encodeStateAsUpdate(room.doc)).toEqual(before);
    const good = new Y.Doc();
    Y.applyUpdate(good, before);
    const vector = Y.encodeStateVector(good);
    sourceAt(good, 0).insert(0, 'x');
    expect(outcome(room.edit(Y.encodeStateAsUpdate(good, vector), new Set([good.clientID])))).toBe('accepted');
  });

  it('refuses writing as somebody else, whose next words stay', () => {
    const { room, page, send } = aRoom('a');
    const victim = new Y.Doc();
    Y.applyUpdate(victim, Y.encodeStateAsUpdate(page));
    page.clientID = victim.clientID;
    expect(
      outcome(
        room.edit(
          send(() => sourceAt(page, 0).insert(0, 'stolen')),
          new Set([EVERYBODY])
        )
      )
    ).toBe('client-id');
    const vector = Y.encodeStateVector(victim);
    sourceAt(victim, 0).insert(0, 'mine');
    room.edit(Y.encodeStateAsUpdate(victim, vector), new Set([victim.clientID]));
    expect(sourceAt(room.doc, 0).toJSON()).toBe('minea');
  });

  it('refuses what refers to something it does not know', () => {
    const { room, page, send } = aRoom('a');
    send(() => sourceAt(page, 0).insert(0, 'lost'));
    const second = send(() => sourceAt(page, 0).insert(4, 'x'));
    expect(outcome(room.edit(second, new Set([page.clientID])))).toBe('refused');
    expect(room.doc.store.pendingStructs).toBeNull();
  });

  it('refuses what is too large, of an edit and of a cell', () => {
    const { room, page, send } = aRoom('a');
    const mine = new Set([page.clientID]);
    const large = send(() => sourceAt(page, 0).insert(0, 'x'.repeat(LIMITS.roomUpdateBytes)));
    expect(outcome(room.edit(large, mine))).toBe('too-large');
    const other = aRoom('a');
    const cell = other.send(() => sourceAt(other.page, 0).insert(0, 'x'.repeat(LIMITS.roomCellBytes + 1)));
    expect(outcome(other.room.edit(cell, new Set([other.page.clientID])))).toBe('too-large');
  });

  it('is the same after its state was written anew', () => {
    const { room, page, send } = aRoom('a', 'b');
    for (let count = 0; count < 50; count++) {
      room.edit(
        send(() => sourceAt(page, 0).insert(count, 'x')),
        new Set([page.clientID])
      );
    }
    const before = cellsOf(room.doc).toJSON();
    const again = new RoomDocument([room.state()], true);
    expect(cellsOf(again.doc).toJSON()).toEqual(before);
  });

  it(`survives ${RUNS} mutated edits, and stays what the good ones make it`, () => {
    const { room, page, send } = aRoom('a', 'b', 'c');
    const mine = new Set([page.clientID]);
    const bytes = send(() => {
      sourceAt(page, 0).insert(0, 'typed');
      cellsOf(page).insert(1, [cellOf({ id: 'n', cell_type: 'code', source: 'new', metadata: { a: [1, { b: 2 }] } })]);
      sourceAt(page, 2).delete(0, 1);
    });
    const accepted: Uint8Array[] = [room.state()];
    const mutation = fc.record({ at: fc.nat(), to: fc.nat(255), cut: fc.nat(), how: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), mutations => {
        const verdict = room.edit(mutations.reduce(mutate, bytes), mine);
        if (verdict.kind === 'accepted' && verdict.update) {
          accepted.push(verdict.update);
        }
      }),
      { numRuns: RUNS }
    );
    const replay = new Y.Doc();
    rootsOf(replay);
    accepted.forEach(update => Y.applyUpdate(replay, update));
    expect(Y.encodeStateVector(replay)).toEqual(Y.encodeStateVector(room.doc));
    expect(cellsOf(replay).toJSON()).toEqual(cellsOf(room.doc).toJSON());
    expect(({} as { a?: number }).a).toBeUndefined();
  });

  it('refuses a bomb of seven bytes at once', () => {
    const { room } = aRoom('a');
    const bomb = Uint8Array.of(255, 255, 255, 127, 1, 1, 0);
    expect(outcome(room.edit(bomb, new Set([EVERYBODY])))).toBe('refused');
  });
});

type Mutation = { at: number; to: number; cut: number; how: number };

function mutate(bytes: Uint8Array, { at, to, cut, how }: Mutation): Uint8Array {
  const place = bytes.length === 0 ? 0 : at % bytes.length;
  const changed = Uint8Array.from(bytes);
  switch (how) {
    case 0:
      changed[place] = to;
      return changed;
    case 1:
      changed[place] = (changed[place] ?? 0) ^ (1 << (to % 8));
      return changed;
    case 2:
      return changed.slice(0, bytes.length - (cut % (bytes.length + 1)));
    default:
      return Uint8Array.from([...bytes.slice(0, place), to, ...bytes.slice(place)]);
  }
}
