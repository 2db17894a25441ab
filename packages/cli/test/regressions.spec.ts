// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// What goes wrong elsewhere with real trees: the cases of the design's table of regressions, by their numbers there.
import { appendFileSync, existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApplyUpdateRequest, DecideRequest, UpdateOptions } from '@jupyter-atrium/api';
import { run } from '../src/run';
import { ACopy, lab, sources } from './a-copy';
import type { Files } from './releases';

let copy: ACopy;
afterEach(() => copy.clean());

async function aCopy(files: Files): Promise<ACopy> {
  copy = await ACopy.of(files);
  return copy;
}

const LONG = Array.from({ length: 12 }, (_, index) => `step number ${index} of the analysis`);

/** A notebook whose cells are those of `LONG`, some changed. */
function longLab(changes: Readonly<Record<number, string>> = {}, more: readonly string[] = []): string {
  return lab([...LONG.map((source, index) => changes[index] ?? source), ...more]);
}

describe('files', () => {
  it('F1: merges in place when the release renames a to b, and b is the student’s name for it', async () => {
    await aCopy({ 'a.ipynb': longLab() });
    copy.write({ 'a.ipynb': longLab({ 2: 'my answer' }), 'b.ipynb': lab(['something of my own']) });
    const { fates } = await copy.updateTo('2.0.0', { 'b.ipynb': longLab({ 9: 'a fix' }) });
    expect(fates['a.ipynb']).toBe('merged');
    expect(sources(copy.read('a.ipynb'))).toEqual(sources(longLab({ 2: 'my answer', 9: 'a fix' })));
    expect(sources(copy.read('b.ipynb'))).toEqual(['something of my own']);
    expect(copy.origin().paths).toEqual({ 'b.ipynb': 'a.ipynb' });
    await copy.updateTo('3.0.0', { 'b.ipynb': longLab({ 9: 'a fix', 11: 'another' }) });
    expect(sources(copy.read('a.ipynb'))).toEqual(sources(longLab({ 2: 'my answer', 9: 'a fix', 11: 'another' })));
  });

  it('F1: moves the file when its new name is free', async () => {
    await aCopy({ 'a.ipynb': longLab() });
    copy.write({ 'a.ipynb': longLab({ 2: 'my answer' }) });
    await copy.updateTo('2.0.0', { 'week1/b.ipynb': longLab({ 9: 'a fix' }) });
    expect(copy.names()).toEqual(['week1', 'week1/b.ipynb']);
    expect(sources(copy.read('week1/b.ipynb'))).toEqual(sources(longLab({ 2: 'my answer', 9: 'a fix' })));
  });

  it.each([
    ['adopts it if it is the same', 'gleich', ['übung.csv']],
    ['puts theirs beside it if not', 'anders', ['übung.atrium-2.0.0.csv', 'übung.csv']]
  ])('F2: when the release adds a non-ASCII name the student has, %s', async (_, content, names) => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    // As macOS writes it.
    writeFileSync(join(copy.folder, 'übung.csv'.normalize('NFD')), content);
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['a']), 'übung.csv': 'gleich' });
    expect(
      copy
        .names()
        .map(name => name.normalize('NFC'))
        .sort()
    ).toEqual(['lab.ipynb', ...names].sort());
    expect(copy.read('übung.csv'.normalize('NFD'))).toBe(content);
  });

  it('F3: leaves deleted what both deleted, whatever its name', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']), 'größe.csv': '1' });
    copy.remove('größe.csv');
    const { code, fates } = await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['a']) });
    expect({ code, fates }).toEqual({ code: 0, fates: {} });
    expect(copy.names()).toEqual(['lab.ipynb']);
    expect((await copy.update()).code).toBe(0);
  });

  it('F4: puts a folder beside a file of the student’s that has its name', async () => {
    await aCopy({ 'index.ipynb': lab(['a']) });
    copy.write({ lab02: 'my notes' });
    const { code } = await copy.updateTo('2.0.0', { 'index.ipynb': lab(['a']), 'lab02/lab.ipynb': lab(['b']) });
    expect(code).toBe(2);
    expect(copy.read('lab02')).toBe('my notes');
    expect(sources(copy.read('lab02.atrium-2.0.0/lab.ipynb'))).toEqual(['b']);
    await copy.updateTo('3.0.0', { 'index.ipynb': lab(['a']), 'lab02/lab.ipynb': lab(['c']) });
    expect(sources(copy.read('lab02.atrium-2.0.0/lab.ipynb'))).toEqual(['c']);
    expect(copy.names().filter(name => name.includes('3.0.0'))).toEqual([]);
  });

  it('F4: lets a folder come where an untouched file of the release was, and the other way round', async () => {
    await aCopy({ lab02: 'a file', 'week/a.txt': 'a' });
    expect((await copy.updateTo('2.0.0', { 'lab02/a.txt': 'a', week: 'now a file' })).code).toBe(0);
    expect(copy.tree()).toEqual({ 'lab02/a.txt': 'a', week: 'now a file' });
    await copy.update('--undo');
    expect(copy.tree()).toEqual({ lab02: 'a file', 'week/a.txt': 'a' });
  });

  it('F5: treats a file that git tracks as any other', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    copy.write({ '.git/index': 'not ours', 'data.csv': 'mine' });
    const { fates } = await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['a']), 'data.csv': 'theirs' });
    expect(fates).toEqual({ 'data.csv': 'beside' });
    expect([copy.read('data.csv'), copy.read('data.atrium-2.0.0.csv')]).toEqual(['mine', 'theirs']);
    expect(copy.read('.git/index')).toBe('not ours');
  });

  it('F6–F9: goes from any release to any other; there is no history to fall out with', async () => {
    await aCopy({ 'lab.ipynb': longLab() });
    copy.write({ 'lab.ipynb': longLab({ 3: 'my answer' }) });
    copy.hub.publish('0.9.0', { 'lab.ipynb': longLab({ 7: 'rewritten history' }) });
    copy.hub.publish('2.0.0', { 'lab.ipynb': longLab({ 8: 'another branch' }) });
    await copy.update('--to', '0.9.0');
    expect(sources(copy.read('lab.ipynb'))).toEqual(sources(longLab({ 3: 'my answer', 7: 'rewritten history' })));
    await copy.update('--to', '2.0.0');
    expect(sources(copy.read('lab.ipynb'))).toEqual(sources(longLab({ 3: 'my answer', 8: 'another branch' })));
  });

  it('F10: refuses the release of another work', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    const before = copy.tree();
    const opened = {
      ...copy.hub.publish('2.0.0', { 'lab.ipynb': lab(['b']) }).opened(),
      url: 'https://hub-b.example/works/2'
    };
    const options: UpdateOptions = { deleted: 'restore', leave: [], conflicts: null, choices: {} };
    await expect(
      copy.job<ApplyUpdateRequest>({ job: 'apply-update', opened, options, plan: null, open: [] })
    ).rejects.toMatchObject({
      code: 'other-work'
    });
    expect(copy.tree()).toEqual(before);
  });

  it('F11: opens beside a folder that has the name, and touches nothing in it', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    mkdirSync(join(copy.world.home, 'course'));
    writeFileSync(join(copy.world.home, 'course/lab.ipynb'), 'mine');
    await run(['get', copy.hub.opened().work, 'course', '--json'], copy.world);
    expect(readdirSync(join(copy.world.home, 'course'))).toEqual(['lab.ipynb']);
    expect(existsSync(join(copy.world.home, 'course-2/.atrium/origin.json'))).toBe(true);
  });

  it('F12: keeps a notebook with git’s markers in it as it is, with theirs beside', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    const broken = copy.read('lab.ipynb').replace('"cells"', '<<<<<<< HEAD\n"cells"');
    copy.write({ 'lab.ipynb': broken });
    const { code, fates } = await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['b']) });
    expect({ code, fates }).toEqual({ code: 2, fates: { 'lab.ipynb': 'not-merged' } });
    expect(copy.read('lab.ipynb')).toBe(broken);
    expect(sources(copy.read('lab.atrium-2.0.0.ipynb'))).toEqual(['b']);
  });

  it('F13: leaves nothing behind when nothing is new', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']) });
    const names = (): string[] =>
      readdirSync(join(copy.folder, '.atrium'), { recursive: true, encoding: 'utf8' }).sort();
    const before = names();
    await copy.update();
    await copy.update();
    expect(names()).toEqual(before);
  });
});

describe('edits', () => {
  it.each([
    ['the same line', 'x = 1\ny = 22\nz = 3'],
    ['the line next to it', 'x = 1\ny = 2\nz = 33']
  ])('R1: keeps theirs to decide when both changed %s', async (_, theirs) => {
    await aCopy({ 'lab.ipynb': lab(['x = 1\ny = 2\nz = 3']) });
    copy.write({ 'lab.ipynb': lab(['x = 1\ny = 0\nz = 3']) });
    const { code, pending } = await copy.updateTo('2.0.0', { 'lab.ipynb': lab([theirs]) });
    expect(code).toBe(2);
    expect(pending).toMatchObject([{ kind: 'cell', why: 'both-changed', theirs: { source: theirs } }]);
    expect(sources(copy.read('lab.ipynb'))).toEqual(['x = 1\ny = 0\nz = 3']);
  });

  it('R2: has both when both append at the end', async () => {
    await aCopy({ 'lab.ipynb': longLab() });
    copy.write({ 'lab.ipynb': lab([...LONG, ['mine', 'my scratch cell']]) });
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab([...LONG, ['theirs', 'exercise thirteen']]) });
    expect(sources(copy.read('lab.ipynb')).slice(-2).sort()).toEqual(['exercise thirteen', 'my scratch cell']);
  });

  it('R3: has an edited cell once when the release moves it', async () => {
    const cells = LONG.map((source, index): [string, string] => [`id${index}`, source]);
    await aCopy({ 'lab.ipynb': lab(cells) });
    copy.write({ 'lab.ipynb': lab(cells.map(([id, source]) => [id, id === 'id2' ? `${source}\nmy line` : source])) });
    const moved = [...cells.slice(0, 2), ...cells.slice(3), ...cells.slice(2, 3)];
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab(moved) });
    const expected = [...LONG.slice(0, 2), ...LONG.slice(3), `${LONG[2]}\nmy line`];
    expect(sources(copy.read('lab.ipynb'))).toEqual(expected);
    const ids = (JSON.parse(copy.read('lab.ipynb')) as { cells: { id: string }[] }).cells.map(({ id }) => id);
    expect(new Set(ids).size).toBe(LONG.length);
  });

  it('R4: keeps an edited cell that the release deletes, and says so', async () => {
    await aCopy({ 'lab.ipynb': longLab() });
    copy.write({ 'lab.ipynb': longLab({ 4: `${LONG[4]}, edited` }) });
    const cells = LONG.map((source, index): [string, string] => [`c${index}`, source]).filter(
      (_, index) => index !== 4
    );
    const { pending } = await copy.updateTo('2.0.0', { 'lab.ipynb': lab(cells) });
    expect(pending).toMatchObject([{ kind: 'cell', why: 'theirs-deleted', theirs: null }]);
    expect(sources(copy.read('lab.ipynb'))).toContain(`${LONG[4]}, edited`);
  });

  it.each<[string, (text: string) => string]>([
    ['indented otherwise', text => JSON.stringify(JSON.parse(text), null, 4)],
    ['with Windows line ends', text => text.replaceAll('\n', '\r\n')],
    ['with other ids', text => text.replaceAll(/"id": "c(\d+)"/g, '"id": "minted-$1"')],
    ['on one line', text => JSON.stringify(JSON.parse(text))]
  ])('R5: applies fixes to a notebook that was saved %s', async (_, save) => {
    await aCopy({ 'lab.ipynb': longLab() });
    copy.write({ 'lab.ipynb': save(longLab({ 3: 'my answer' })) });
    const { code } = await copy.updateTo('2.0.0', { 'lab.ipynb': longLab({ 9: 'a fix' }) });
    expect(code).toBe(0);
    expect(sources(copy.read('lab.ipynb'))).toEqual(sources(longLab({ 3: 'my answer', 9: 'a fix' })));
  });

  it('R6: puts theirs beside a binary that both changed, and lets either win later', async () => {
    const png = (byte: number): Uint8Array => Uint8Array.of(137, 80, 78, 71, 0, byte);
    await aCopy({ 'plot.png': png(1) });
    copy.write({ 'plot.png': png(2) });
    const { code, pending } = await copy.updateTo('2.0.0', { 'plot.png': png(3) });
    expect(code).toBe(2);
    expect([copy.bytes('plot.png')[5], copy.bytes('plot.atrium-2.0.0.png')[5]]).toEqual([2, 3]);
    const decisions = [{ id: pending[0]?.id ?? '', choice: 'theirs' as const }];
    const status = await copy.job<DecideRequest>({ job: 'decide', decisions });
    expect(status).toMatchObject({ pending: [] });
    expect([copy.bytes('plot.png')[5], copy.bytes('plot.mine.png')[5]]).toEqual([3, 2]);
    expect(copy.names()).toEqual(['plot.mine.png', 'plot.png']);
  });

  it('R7: asks about a file that the student renamed, and remembers', async () => {
    await aCopy({ 'lab.ipynb': longLab() });
    renameSync(join(copy.folder, 'lab.ipynb'), join(copy.folder, 'my lab.ipynb'));
    appendFileSync(join(copy.folder, 'my lab.ipynb'), '\n');
    const { fates, pending } = await copy.updateTo('2.0.0', { 'lab.ipynb': longLab({ 9: 'a fix' }) });
    expect(fates).toEqual({ 'lab.ipynb': 'restored' });
    expect(pending).toMatchObject([{ kind: 'file', why: 'renamed', path: 'lab.ipynb', other: 'my lab.ipynb' }]);
    await copy.job<DecideRequest>({ job: 'decide', decisions: [{ id: pending[0]?.id ?? '', choice: 'mine' }] });
    expect(copy.names()).toEqual(['my lab.ipynb']);
    expect(sources(copy.read('my lab.ipynb'))).toEqual(sources(longLab({ 9: 'a fix' })));
    const next = await copy.updateTo('3.0.0', { 'lab.ipynb': longLab({ 9: 'a fix', 10: 'another' }) });
    expect(next.code).toBe(0);
    expect(sources(copy.read('my lab.ipynb'))).toEqual(sources(longLab({ 9: 'a fix', 10: 'another' })));
  });

  it('R8: leaves a deleted folder deleted once it was said', async () => {
    await aCopy({ 'lab.ipynb': lab(['a']), 'week1/a.csv': '1', 'week1/b.csv': '2' });
    copy.remove('week1');
    await copy.update('--deleted', 'leave');
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['b']), 'week1/a.csv': '3', 'week1/b.csv': '2' });
    expect(copy.names()).toEqual(['lab.ipynb']);
  });

  it('R9: leaves no timestamped copies, and the work usable while the service is away', async () => {
    await aCopy({ 'lab.ipynb': lab(['x = 1']) });
    copy.write({ 'lab.ipynb': lab(['x = 2']) });
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['x = 3']) });
    expect(copy.names()).toEqual(['lab.ipynb']);
    const before = copy.tree();
    copy.world.fetch = async () => Promise.reject(new TypeError('fetch failed'));
    await expect(copy.update()).rejects.toMatchObject({ exit: 1 });
    expect(copy.tree()).toEqual(before);
  });

  it('R10: gives a fresh file back after edit, update, delete, update', async () => {
    await aCopy({ 'lab.ipynb': longLab() });
    copy.write({ 'lab.ipynb': longLab({ 3: 'my answer' }) });
    const second = { 'lab.ipynb': longLab({ 9: 'a fix' }) };
    await copy.updateTo('2.0.0', second);
    copy.remove('lab.ipynb');
    await copy.update();
    expect(copy.read('lab.ipynb')).toBe(second['lab.ipynb']);
  });

  it('N1: loses no cell where both sides inserted, replaced and deleted around one place', async () => {
    await aCopy({ 'lab.ipynb': lab(['same', 'same', 'same', 'unlike']) });
    copy.write({
      'lab.ipynb': lab([
        ['m1', 'mine one'],
        ['c0', 'same'],
        ['c2', 'same'],
        ['m2', 'mine two'],
        ['c3', 'unlike']
      ])
    });
    const { report } = await copy.updateTo('2.0.0', {
      'lab.ipynb': lab([
        ['t1', 'theirs one'],
        ['c0', 'same'],
        ['c1', 'same'],
        ['t2', 'theirs two'],
        ['c3', 'unlike']
      ])
    });
    const merged = sources(copy.read('lab.ipynb'));
    expect(merged).toEqual(expect.arrayContaining(['mine one', 'mine two', 'theirs one', 'theirs two', 'unlike']));
    expect(report.counts.lost).toBe(0);
  });
});
