// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import {
  statSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
  existsSync,
  chmodSync
} from 'node:fs';
import { join } from 'node:path';
import { run } from '../src/run';
import { ACopy, lab, sources } from './a-copy';
import type { Files } from './releases';

const LAB = ['import numpy as np', 'load the data', 'x = 1\ny = 2\nz = 3', '# your answer', 'print(x)'];
const FIRST = { 'lab.ipynb': lab(LAB), 'melt.py': 'a = 1\nb = 2\nc = 3\n', 'ice.csv': 'year\n2000\n' };

let copy: ACopy;
afterEach(() => copy.clean());

async function aCopy(files: Files = FIRST): Promise<ACopy> {
  copy = await ACopy.of(files);
  return copy;
}

/** The first release's notebook with some cells changed. */
function labWith(changes: Readonly<Record<number, string>>): string {
  return lab(LAB.map((source, index) => changes[index] ?? source));
}

describe('update', () => {
  it('takes fixes and keeps what was edited', async () => {
    await aCopy();
    copy.write({ 'lab.ipynb': labWith({ 3: 'answer = 42' }) });
    const { code, sentence, fates } = await copy.updateTo('1.1.0', {
      ...FIRST,
      'lab.ipynb': labWith({ 1: 'load the right data' }),
      'melt.py': 'a = 1\nb = 2\nc = 4\n'
    });
    expect({ code, fates }).toEqual({ code: 0, fates: { 'lab.ipynb': 'merged', 'melt.py': 'taken' } });
    expect(sentence).toMatch(/^2 fixes applied, \d+ kept yours, 0 to decide, 0 lost\.$/);
    expect(sources(copy.read('lab.ipynb'))).toEqual([LAB[0], 'load the right data', LAB[2], 'answer = 42', LAB[4]]);
    expect(copy.origin().release.label).toBe('1.1.0');
  });

  it('says what it would do without doing it', async () => {
    await aCopy();
    const before = copy.tree();
    copy.hub.publish('2.0.0', { ...FIRST, 'new.md': '# New\n' });
    expect((await copy.update('--plan')).fates).toEqual({ 'new.md': 'added' });
    expect(copy.tree()).toEqual(before);
    expect(copy.origin().release.label).toBe('1.0.0');
  });

  it('says it in words', async () => {
    await aCopy();
    copy.write({ 'lab.ipynb': labWith({ 3: 'answer = 42' }) });
    copy.hub.publish('2.0.0', { ...FIRST, 'lab.ipynb': labWith({ 3: 'answer = 43' }) });
    copy.world.printed.length = 0;
    expect(await run(['update', 'ice'], copy.world)).toBe(2);
    expect(copy.world.printed.join('\n')).toMatch(
      /^Updated ice \(“Ice”\) from 1\.0\.0 to 2\.0\.0: .* 1 to decide, 0 lost\.\n +kept yours +lab\.ipynb \(1 cell to decide\)\n {2}decide +lab\.ipynb, cell 4: both sides changed the same lines\n/s
    );
  });

  it('writes nothing when there is nothing new', async () => {
    await aCopy();
    copy.write({ 'melt.py': 'mine\n' });
    const { mtimeMs } = statSync(join(copy.folder, '.atrium/origin.json'));
    expect((await copy.update()).fates).toEqual({});
    expect(statSync(join(copy.folder, '.atrium/origin.json')).mtimeMs).toBe(mtimeMs);
    expect(copy.has('.atrium/undo')).toBe(false);
    expect(readdirSync(join(copy.folder, '.atrium')).sort()).toEqual(['.gitignore', 'base', 'origin.json']);
  });

  it('fetches only files that are neither here nor unchanged', async () => {
    await aCopy();
    copy.hub.fetched.length = 0;
    copy.write({ 'melt.py': 'edited\n', 'twin.csv': 'x' });
    await copy.updateTo('2.0.0', { ...FIRST, 'copy.csv': FIRST['ice.csv'], 'new.md': 'new' });
    expect(copy.hub.fetched).toHaveLength(1);
    expect(copy.read('copy.csv')).toBe(FIRST['ice.csv']);
  });

  it('restores what was deleted, unless it is to be left', async () => {
    await aCopy();
    copy.remove('ice.csv');
    expect((await copy.update()).fates).toEqual({ 'ice.csv': 'restored' });
    copy.remove('ice.csv');
    await copy.update('--deleted', 'leave');
    expect(copy.has('ice.csv')).toBe(false);
    expect((await copy.updateTo('2.0.0', { ...FIRST, 'ice.csv': 'new' })).code).toBe(0);
    expect(copy.has('ice.csv')).toBe(false);
  });

  it('undoes the update, keeping what was edited since', async () => {
    await aCopy();
    copy.write({ 'lab.ipynb': labWith({ 3: 'answer = 42' }), 'own.txt': 'mine' });
    const before = copy.tree();
    await copy.updateTo('2.0.0', {
      'lab.ipynb': labWith({ 1: 'load other data' }),
      'melt.py': 'a = 1\n',
      'new.md': 'new'
    });
    expect((await copy.update('--undo')).code).toBe(0);
    expect(copy.tree()).toEqual(before);
    expect(copy.origin().release.label).toBe('1.0.0');

    await copy.update();
    const merged = sources(copy.read('lab.ipynb'));
    copy.write({ 'lab.ipynb': lab(merged.map(source => (source === LAB[0] ? 'import edited' : source))) });
    await copy.update('--undo');
    expect(sources(copy.read('lab.ipynb'))).toEqual(['import edited', ...LAB.slice(1, 3), 'answer = 42', LAB[4]]);
    await expect(copy.update('--undo')).rejects.toMatchObject({ code: 'nothing-to-undo', exit: 1 });
  });

  it('keeps what is to decide over restarts and further updates, and closes what was settled', async () => {
    await aCopy();
    copy.write({ 'lab.ipynb': labWith({ 3: 'mine' }) });
    expect((await copy.updateTo('2.0.0', { ...FIRST, 'lab.ipynb': labWith({ 3: 'theirs' }) })).code).toBe(2);
    expect(copy.read('lab.ipynb')).not.toMatch(/<<<<|atrium/);
    const again = await copy.updateTo('3.0.0', { ...FIRST, 'lab.ipynb': labWith({ 3: 'theirs', 0: 'import x' }) });
    expect({ code: again.code, pending: again.pending.length }).toEqual({ code: 2, pending: 1 });
    copy.write({ 'lab.ipynb': labWith({ 3: 'theirs', 0: 'import x' }) });
    expect((await copy.update()).code).toBe(0);
    expect(copy.has('.atrium/pending.json')).toBe(false);
  });

  it.each([
    ['theirs', ['theirs']],
    ['both', ['mine', 'theirs']]
  ])('lets %s win where asked for', async (who, expected) => {
    await aCopy();
    copy.write({ 'lab.ipynb': labWith({ 3: 'mine' }) });
    const { code } = await copy.updateTo(
      '2.0.0',
      { ...FIRST, 'lab.ipynb': labWith({ 3: 'theirs' }) },
      '--conflicts',
      who
    );
    expect(code).toBe(0);
    expect(sources(copy.read('lab.ipynb')).slice(3, -1)).toEqual(expected);
  });

  it('goes to the release that is named', async () => {
    await aCopy();
    copy.hub.publish('2.0.0', { ...FIRST, 'two.md': '2' }).publish('3.0.0', { ...FIRST, 'three.md': '3' });
    await copy.update('--to', '2.0.0');
    expect(copy.names()).toContain('two.md');
    await copy.update();
    expect(copy.names()).not.toContain('two.md');
  });

  it('finds the copy that a folder lies in', async () => {
    await aCopy({ 'week1/lab.ipynb': lab(['a']) });
    copy.hub.publish('2.0.0', { 'week1/lab.ipynb': lab(['b']) });
    expect(await run(['update', 'ice/week1'], copy.world)).toBe(0);
    expect(sources(copy.read('week1/lab.ipynb'))).toEqual(['b']);
  });

  it('keeps no base forms, and no earlier bytes, that nothing needs', async () => {
    await aCopy();
    for (let n = 1; n <= 8; n++) {
      await copy.updateTo(`1.${n}.0`, { ...FIRST, 'melt.py': `a = ${n}\n` });
    }
    expect(readdirSync(join(copy.folder, '.atrium/undo'))).toHaveLength(5);
    // Six of the script: five to undo to, and the present one. The notebook is as the copy was opened with it.
    const kept = readdirSync(join(copy.folder, '.atrium/base'));
    expect(kept.filter(name => name.endsWith('.gz'))).toHaveLength(6);
    expect(kept).toContain('opened.zst');
  });

  it('puts theirs beside mine where what the copy was opened with is damaged', async () => {
    await aCopy({ 'lab.ipynb': lab(['a', 'b']) });
    writeFileSync(join(copy.folder, '.atrium/base/opened.zst'), 'damaged');
    copy.write({ 'lab.ipynb': lab(['mine', 'b']) });
    await copy.updateTo('2.0.0', { 'lab.ipynb': lab(['a', 'theirs']) });
    expect(sources(copy.read('lab.ipynb'))).toEqual(['mine', 'b']);
    expect(sources(copy.read('lab.atrium-2.0.0.ipynb'))).toEqual(['a', 'theirs']);
  });

  it('drops what the copy was opened with once nothing needs it', async () => {
    await aCopy({ 'melt.py': 'a = 0\n' });
    for (let n = 1; n <= 8; n++) {
      await copy.updateTo(`1.${n}.0`, { 'melt.py': `a = ${n}\n` });
    }
    expect(readdirSync(join(copy.folder, '.atrium/base')).filter(name => !name.endsWith('.gz'))).toEqual([]);
  });
});

describe('update, refused', () => {
  const problemOf = (act: Promise<unknown>): Promise<unknown> =>
    act.then(
      () => null,
      error => error as unknown
    );

  it('is no update of a folder that is no copy', async () => {
    await aCopy();
    mkdirSync(join(copy.world.home, 'other'));
    expect(await run(['update', 'other'], copy.world)).toBe(1);
    expect(copy.world.reported.at(-1)).toMatch(/other is no copy of a work\. Open one/);
  });

  it('is of another work', async () => {
    await aCopy();
    const origin = copy.origin();
    copy.setOrigin({ ...origin, work: origin.work.replace('hub-a', 'hub-b') });
    expect(await problemOf(copy.update())).toMatchObject({ code: 'other-work', exit: 3 });
  });

  it.each([
    [
      'cut off',
      '{"type": "application/vnd.atrium.copy.v1+json", "co',
      'copy-damaged',
      /Your files are untouched: open a new copy/
    ],
    ['without files', '{"type": "application/vnd.atrium.copy.v1+json"}', 'copy-damaged', /open a new copy/],
    ['of a newer Atrium', '{"type": "application/vnd.atrium.copy.v2+json"}', 'copy-newer', /Update Atrium here/]
  ])('has a record %s', async (_, text, code, words) => {
    await aCopy();
    const before = copy.tree();
    writeFileSync(join(copy.folder, '.atrium/origin.json'), text);
    expect(await problemOf(copy.update())).toMatchObject({ code, message: expect.stringMatching(words) as string });
    expect(copy.tree()).toEqual(before);
  });

  it.each(['../outside.txt', '.atrium/origin.json', 'a/../../b', '/etc/passwd'])(
    'has a record that leads to %s',
    async path => {
      await aCopy();
      copy.setOrigin({ ...copy.origin(), paths: { 'lab.ipynb': path } });
      expect(await problemOf(copy.update())).toMatchObject({ code: 'copy-damaged' });
    }
  );

  it('is updated by somebody else just now, but not by one who is gone', async () => {
    await aCopy();
    writeFileSync(join(copy.folder, '.atrium/lock'), `elsewhere 1 x`);
    expect(await problemOf(copy.update())).toMatchObject({ code: 'copy-busy', exit: 3 });
    const now = copy.world.now;
    copy.world.now = () => now() + 61_000;
    expect((await copy.update()).code).toBe(0);
    expect(copy.has('.atrium/lock')).toBe(false);
  });

  it('may not be written', async () => {
    if (process.getuid?.() === 0) {
      return;
    }
    await aCopy();
    chmodSync(join(copy.folder, '.atrium'), 0o500);
    expect(await problemOf(copy.update())).toMatchObject({ code: 'file-unreadable' });
    chmodSync(join(copy.folder, '.atrium'), 0o700);
  });

  it('writes nothing through links', async () => {
    await aCopy({ ...FIRST, 'week1/lab.ipynb': lab(['a']) });
    const outside = join(copy.world.home, 'outside');
    renameSync(join(copy.folder, 'week1'), outside);
    symlinkSync(outside, join(copy.folder, 'week1'));
    await copy.updateTo('2.0.0', { ...FIRST, 'week1/lab.ipynb': lab(['b']), 'week1/new.md': 'new' });
    expect(readdirSync(outside)).toEqual(['lab.ipynb']);
    expect(existsSync(join(outside, 'new.md'))).toBe(false);
  });
});
