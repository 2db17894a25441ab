// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type * as nbformat from '@jupyterlab/nbformat';
import { MemoryRoom, Page, aPicture, printed } from '../../test/network';

jest.useFakeTimers();
// Stock reads cells before they are in a document, of which Yjs warns.
beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation());

/** Lets the hub answer claims, and pages publish. */
async function settle(): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    await jest.advanceTimersByTimeAsync(100);
  }
}

const textOf = (page: Page, index = 0): string =>
  page
    .code(index)
    .outputs.toJSON()
    .map(output => (output as nbformat.IStream).text)
    .join('|');

function two(cells?: Partial<nbformat.ICell>[]): { room: MemoryRoom; alice: Page; bob: Page } {
  const room = new MemoryRoom(cells);
  return { room, alice: new Page('alice', room), bob: new Page('bob', room) };
}

const WITH_HTML = [{ cell_type: 'code', source: '', outputs: [aPicture('<img src=x onerror=alert(1)>')] }];

describe('the outputs of a cell', () => {
  it('show at others what one page prints, with its count, and stay live for who ran it', async () => {
    const { alice, bob } = two();

    alice.run('hello\n', 7);
    await settle();

    expect(textOf(bob)).toBe('hello\n');
    expect(bob.code().executionCount).toBe(7);
    expect([alice.code().trusted, bob.code().trusted]).toEqual([true, false]);
  });

  it('show at others that a cell is being run', async () => {
    const { alice, bob } = two();

    alice.start();
    await settle();
    expect(bob.code().executionState).toBe('running');

    alice.finish(1);
    await settle();
    expect(bob.code().executionState).toBe('idle');
  });

  it('grow at others without being drawn anew', async () => {
    const { alice, bob } = two();
    alice.start();
    alice.code().outputs.add(printed('1\n'));
    await settle();
    const drawn = bob.code().outputs.get(0);

    alice.code().outputs.add(printed('2\n'));
    await settle();

    expect(bob.code().outputs.get(0)).toBe(drawn);
    expect(textOf(bob)).toBe('1\n2\n');
  });

  it('keep rewritten lines of progress', async () => {
    const { alice, bob, room } = two();
    alice.start();
    for (let step = 0; step <= 100; step += 1) {
      alice.code().outputs.add(printed(`\r${step} %`));
      if (step % 10 === 0) {
        await settle();
      }
    }
    alice.finish(1);
    await settle();

    expect([textOf(alice), textOf(bob)]).toEqual(['100 %', '100 %']);
    expect(JSON.stringify(room.hub.getArray('cells').toJSON())).toContain('"text":"100 %"');
  });

  it('are published about ten times a second, however often they change', async () => {
    const { alice, room } = two();
    let updates = 0;
    alice.start();
    await settle();
    room.hub.on('update', () => (updates += 1));
    for (let step = 0; step < 600; step += 1) {
      alice.code().outputs.add(printed(`\r${step}`));
      await jest.advanceTimersByTimeAsync(5);
    }

    expect(updates).toBeGreaterThan(20);
    expect(updates).toBeLessThanOrEqual(31);
  });

  it('of a run that another holds stay in this page, whole, and can be published instead', async () => {
    const { alice, bob } = two();
    alice.start();
    alice.code().outputs.add(printed('of alice\n'));
    await settle();

    bob.run('of bob\n', 3);
    await settle();
    expect([bob.shown().state, bob.shown().holder?.by.name]).toEqual(['private', 'alice']);
    expect([textOf(alice), textOf(bob)]).toEqual(['of alice\n', 'of bob\n']);

    await bob.shown().takeOver();
    await settle();
    expect([textOf(alice), textOf(bob)]).toEqual(['of bob\n', 'of bob\n']);
    expect(alice.stopped).toHaveLength(1);
  });

  it('of others show again when a private run is left', async () => {
    const { alice, bob } = two();
    alice.start();
    alice.code().outputs.add(printed('of alice\n'));
    await settle();
    bob.run('of bob\n', 3);
    await settle();

    bob.shown().follow();

    expect(textOf(bob)).toBe('of alice\n');
    expect(bob.code().trusted).toBe(false);
    expect(bob.code().executionState).toBe('running');
  });

  it('stay in this page while the hub does not answer', async () => {
    const { alice, bob, room } = two();
    room.isReachable = false;

    alice.run('alone\n');
    await settle();

    expect([textOf(alice), textOf(bob)]).toEqual(['alone\n', '']);
    expect(alice.shown().state).toBe('private');
  });

  it('count though they come after the end of the run', async () => {
    const { alice, bob } = two();
    alice.run('now\n');
    await settle();

    alice.code().outputs.add(printed('later\n'));
    await settle();

    expect(textOf(bob)).toBe('now\nlater\n');
  });

  it('are cleared for all by *Clear Outputs*', async () => {
    const { alice, bob } = two([{ cell_type: 'code', source: '', outputs: [printed('old')], execution_count: 4 }]);

    (bob.code() as unknown as { clearExecution(): void }).clearExecution();

    expect(textOf(alice)).toBe('');
    expect(alice.code().executionCount).toBeNull();
  });

  it.each([
    ['shrink', [printed('a\n'), aPicture('<b>1</b>'), printed('b\n')], [printed('a\n')]],
    [
      'change in the middle',
      [printed('a'), aPicture('<b>1</b>'), printed('b')],
      [printed('a'), printed('c'), printed('b')]
    ],
    [
      'change the stream they begin with',
      [printed('abc'), aPicture('<b>1</b>')],
      [printed('abd'), aPicture('<b>1</b>')]
    ],
    ['hold one stream twice', [aPicture('<b>1</b>')], [printed('a'), printed('b')]]
  ])('follow when they %s', async (_, before, after) => {
    const { alice, bob } = two([{ cell_type: 'code', source: '', outputs: before }]);

    alice.cell().publish({ outputs: after, count: 1, execution: 'idle' });

    expect(bob.code().outputs.toJSON()).toEqual(after);
    expect(bob.cell().getOutputs()).toEqual(after);
  });

  it('converge when runs of one cell meet unseen', async () => {
    const { alice, bob, room } = two();
    room.hold();
    alice.run('of alice\n', 1);
    room.claims.clear();
    bob.run('of bob\n', 2);
    await settle();

    room.let();
    await settle();

    const shared = (room.hub.getArray('cells').toJSON() as nbformat.ICodeCell[])[0]?.outputs;
    expect(alice.code().outputs.toJSON()).toEqual(shared);
    expect(bob.code().outputs.toJSON()).toEqual(shared);
  });
});

describe('trust', () => {
  it.each(['alice', 'bob'] as const)('is in no update, whoever looks (%s)', async name => {
    const pages = two(WITH_HTML);
    pages[name].run('x');
    pages[name].notebook.insertCell(1, { cell_type: 'code', source: '', metadata: { trusted: true } });
    pages[name].code().metadata.trusted = true;
    pages[name].code().setMetadata('trusted', true);
    await settle();

    expect(JSON.stringify(pages.room.hub.getArray('cells').toJSON())).not.toContain('trusted');
  });

  it('cannot be given to outputs of others, neither by a document nor by *Trust Notebook*', () => {
    const { alice } = two([{ ...WITH_HTML[0], metadata: { trusted: true } }]);

    alice.code().trusted = true;

    expect([alice.code().trusted, alice.code().outputs.trusted]).toEqual([false, false]);
  });

  it('ends before another’s output is shown', async () => {
    const { alice, bob } = two();
    alice.run('mine\n');
    await settle();
    const seen: boolean[] = [];
    alice.code().outputs.changed.connect((outputs, { type }) => {
      if (type !== 'remove') {
        seen.push(outputs.trusted);
      }
    });

    bob.start();
    bob.code().outputs.add(aPicture('<script>alert(1)</script>'));
    bob.finish(2);
    await settle();

    expect(alice.code().outputs.toJSON()).toMatchObject([{ output_type: 'display_data' }]);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen).not.toContain(true);
    expect(alice.code().trusted).toBe(false);
  });

  it('writes nothing over another’s output when it ends', async () => {
    const { alice, bob } = two();
    alice.run('mine\n');
    await settle();

    bob.run('theirs\n', 2);
    await settle();

    expect(textOf(alice)).toBe('theirs\n');
    expect(textOf(bob)).toBe('theirs\n');
  });

  it('goes with an own output that is moved, and not with a document that holds another’s', async () => {
    const cells = [
      { cell_type: 'code', source: '', outputs: [aPicture('<b>x</b>')] },
      { cell_type: 'raw', source: '' }
    ];
    const { alice, bob, room } = two(cells);
    room.claims.set(alice.cell().getId(), {
      ...{ cell: alice.cell().getId(), run: 'run-of-bob', by: { id: 'bob', name: 'bob' }, session: 'bob' },
      ...{ kernel: '', startedAt: '2026-11-28T12:00:00Z', endedAt: null }
    });
    alice.run('seen by alice only');
    await settle();
    alice.notebook.moveCell(0, 1);
    expect(alice.code(1).trusted).toBe(false);

    room.claims.clear();
    alice.run('published', 2, 1);
    await settle();
    alice.notebook.moveCell(1, 0);
    expect([alice.code(0).trusted, bob.code(0).trusted]).toEqual([true, false]);
  });

  it('is not restored with a deleted cell', async () => {
    const { alice } = two();
    alice.run('mine');
    await settle();

    alice.notebook.deleteCell(0);
    alice.notebook.undo();

    expect(alice.code().trusted).toBe(false);
    expect(textOf(alice)).toBe('mine');
  });

  it('is lost by a reload', async () => {
    const { alice, room } = two();
    alice.run('mine');
    await settle();

    const again = new Page('alice', room);

    expect([textOf(again), again.code().trusted]).toEqual(['mine', false]);
  });
});
