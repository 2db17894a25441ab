// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ACopy, type Files } from '../../../test/a-tree';
import { aNotebook, code, markdown } from '../../../test/a-notebook';
import { readNotebook } from '../../notebook/read';
import { writeNotebook } from '../../notebook/write';

const lab = (...sources: string[]): string =>
  writeNotebook(aNotebook([markdown('# Lab'), ...sources.map(each => code(each))]));
const LAB = lab('import numpy as np', 'def area(r):\n    pass', 'print(area(1))');
const OTHER = lab('nothing alike', 'at all here', 'to be seen');
const PY = 'def one():\n    return 1\n\n\ndef two():\n    return 2\n';

function sources(text: string | undefined): string[] {
  const reading = readNotebook(text ?? '');
  return reading.kind === 'notebook' ? reading.notebook.cells.map(cell => cell.source) : [];
}

async function updated(before: Files, edits: Files, after: Files, remove: string[] = []): Promise<ACopy> {
  const copy = new ACopy(before);
  Object.assign(copy.files, edits);
  remove.forEach(path => delete copy.files[path]);
  await copy.update('2', after);
  return copy;
}

const fates = (copy: ACopy): string[][] => copy.last?.plan.report.files.map(({ path, fate }) => [path, fate]) ?? [];

describe('planTree', () => {
  it('writes nothing if nothing is new', async () => {
    const copy = new ACopy({ 'a.ipynb': LAB, 'b.csv': '1' });
    copy.files['a.ipynb'] = lab('mine');
    const { plan } = await copy.plan('2', { 'a.ipynb': LAB, 'b.csv': '1' });
    expect(plan).toMatchObject({
      acts: [],
      report: { sentence: '0 fixes applied, 0 kept yours, 0 to decide, 0 lost.' }
    });
  });

  it('takes theirs’ exact bytes where mine is as released, though a save rewrote it', async () => {
    const saved = JSON.stringify(JSON.parse(LAB), null, 4);
    const theirs = lab('import numpy');
    expect((await updated({ 'a.ipynb': LAB }, { 'a.ipynb': saved }, { 'a.ipynb': theirs })).files['a.ipynb']).toBe(
      theirs
    );
  });

  it('merges a notebook that both changed, by cell', async () => {
    const copy = await updated(
      { 'a.ipynb': LAB },
      { 'a.ipynb': lab('import numpy as np', 'def area(r):\n    return r', 'print(area(1))') },
      { 'a.ipynb': lab('import numpy as np', 'def area(r):\n    pass', 'print(area(2))') }
    );
    expect(sources(copy.files['a.ipynb'])).toEqual([
      '# Lab',
      'import numpy as np',
      'def area(r):\n    return r',
      'print(area(2))'
    ]);
    expect(copy.last?.plan.report.sentence).toBe('1 fix applied, 1 kept yours, 0 to decide, 0 lost.');
  });

  it('merges code by line, and keeps mine’s line ends', async () => {
    const mine = PY.replace('return 1', 'return 11').replaceAll('\n', '\r\n');
    const copy = await updated({ 'a.py': PY }, { 'a.py': mine }, { 'a.py': PY.replace('return 2', 'return 22') });
    expect(copy.files['a.py']).toBe(mine.replace('return 2', 'return 22'));
  });

  it.each([
    ['code changed in one place', 'a.py', PY, PY.replace('1', '8'), PY.replace('1', '9'), 'a.atrium-2.py'],
    ['data (R6)', 'd/a.csv', '1,2\n', '1,3\n', '2,2\n', 'd/a.atrium-2.csv'],
    ['a notebook that cannot be read (F12)', 'a.ipynb', LAB, '<<<<<<< HEAD', OTHER, 'a.atrium-2.ipynb']
  ])('keeps mine and puts theirs beside it: %s', async (...[, path, base, mine, theirs, beside]) => {
    const copy = await updated({ [path]: base }, { [path]: mine }, { [path]: theirs });
    expect(copy.files).toEqual({ [path]: mine, [beside]: theirs });
    expect(copy.pending).toMatchObject([{ release: { label: '2' }, pending: { why: 'beside', path, other: beside } }]);
  });

  it('does not put a second file beside one, and replaces it when theirs changes again', async () => {
    const copy = await updated({ 'a.csv': '1' }, { 'a.csv': '2' }, { 'a.csv': '3' });
    await copy.update('2', { 'a.csv': '3' });
    expect(copy.files).toEqual({ 'a.csv': '2', 'a.atrium-2.csv': '3' });
    await copy.update('3', { 'a.csv': '4' });
    expect(copy.files).toEqual({ 'a.csv': '2', 'a.atrium-3.csv': '4' });
    expect(copy.pending).toHaveLength(1);
  });

  it('swaps, drops or keeps what lies beside, as chosen', async () => {
    const choose = async (choice: 'mine' | 'theirs' | 'both'): Promise<ACopy> => {
      const copy = await updated({ 'a.csv': '1' }, { 'a.csv': '2' }, { 'a.csv': '3' });
      await copy.update('2', { 'a.csv': '3' }, { choices: { [copy.pending[0]?.pending.id ?? '']: choice } });
      return copy;
    };
    expect((await choose('mine')).files).toEqual({ 'a.csv': '2' });
    expect((await choose('theirs')).files).toEqual({ 'a.csv': '3', 'a.mine.csv': '2' });
    expect((await choose('both')).files).toEqual({ 'a.csv': '2', 'a.atrium-2.csv': '3' });
    expect((await choose('both')).pending).toEqual([]);
  });

  it('brings back what was deleted here, unless it shall stay deleted (R8, R10)', async () => {
    const copy = await updated({ 'a.csv': '1' }, {}, { 'a.csv': '1' }, ['a.csv']);
    expect([copy.files, fates(copy)]).toEqual([{ 'a.csv': '1' }, [['a.csv', 'restored']]]);
    delete copy.files['a.csv'];
    await copy.update('3', { 'a.csv': '2' }, { leave: ['a.csv'] });
    await copy.update('4', { 'a.csv': '3' });
    expect([copy.files, copy.state.left]).toEqual([{}, ['a.csv']]);
  });

  it('writes new files, and puts those beside whose place a file of mine has (F5)', async () => {
    const copy = await updated({}, { 'b.csv': 'mine' }, { 'a.csv': '1', 'b.csv': 'theirs' });
    expect(copy.files).toEqual({ 'a.csv': '1', 'b.csv': 'mine', 'b.atrium-2.csv': 'theirs' });
    await copy.update('3', { 'a.csv': '1', 'b.csv': 'theirs 3' });
    expect(copy.files).toEqual({ 'a.csv': '1', 'b.csv': 'mine', 'b.atrium-2.csv': 'theirs 3' });
    delete copy.files['b.atrium-2.csv'];
    await copy.update('4', { 'a.csv': '1', 'b.csv': 'theirs 4' });
    expect([copy.files, copy.pending]).toEqual([{ 'a.csv': '1', 'b.csv': 'mine' }, []]);
  });

  it('takes a new file that mine has too, whatever its name’s form in Unicode (F2)', async () => {
    const copy = await updated({}, { 'o\u0308.csv': '1' }, { '\u00f6.csv': '1' });
    expect(copy.last?.plan.acts).toEqual([]);
  });

  it('keeps names apart that some file systems hold equal', async () => {
    const copy = await updated({}, { 'data/A.csv': 'mine' }, { 'Data/a.csv': 'theirs' });
    expect(copy.files).toEqual({ 'data/A.csv': 'mine', 'Data.atrium-2/a.csv': 'theirs' });
  });

  it('removes what theirs deleted, keeps what mine changed, and forgets what both deleted (F3)', async () => {
    const copy = await updated({ 'a.csv': '1', 'b.csv': '1', 'ü.csv': '1' }, { 'b.csv': '2' }, {}, ['ü.csv']);
    expect(copy.files).toEqual({ 'b.csv': '2' });
    expect(copy.pending).toMatchObject([{ pending: { why: 'deleted', path: 'b.csv' } }]);
    await copy.update('3', {});
    expect([Object.keys(copy.files), copy.pending.length]).toEqual([['b.csv'], 1]);
  });

  it('moves and merges a file that theirs renamed', async () => {
    const mine = lab('import numpy as np', 'def area(r):\n    return r', 'print(area(1))');
    const copy = await updated(
      { 'a.ipynb': LAB },
      { 'a.ipynb': mine },
      { 'b.ipynb': lab('import numpy', 'def area(r):\n    pass', 'print(area(1))') }
    );
    expect(Object.keys(copy.files)).toEqual(['b.ipynb']);
    expect(sources(copy.files['b.ipynb'])).toEqual([
      '# Lab',
      'import numpy',
      'def area(r):\n    return r',
      'print(area(1))'
    ]);
  });

  it('merges it in place if mine has the new name (F1)', async () => {
    const copy = await updated({ 'a.ipynb': LAB }, { 'b.ipynb': OTHER }, { 'b.ipynb': LAB });
    expect([copy.files, copy.state.paths]).toEqual([{ 'a.ipynb': LAB, 'b.ipynb': OTHER }, { 'b.ipynb': 'a.ipynb' }]);
    const next = lab('import numpy as np', 'def area(r):\n    pass', 'print(area(3))');
    await copy.update('3', { 'b.ipynb': next });
    expect(copy.files).toEqual({ 'a.ipynb': next, 'b.ipynb': OTHER });
  });

  it('changes the case of a name', async () => {
    expect((await updated({ 'Lab.ipynb': LAB }, {}, { 'lab.ipynb': LAB })).files).toEqual({ 'lab.ipynb': LAB });
  });

  it('puts a folder beside a file of mine (F4), and updates it there', async () => {
    const copy = await updated({}, { lab02: 'mine' }, { 'lab02/a.csv': '1', 'lab02/b.csv': '1' });
    expect(copy.files).toEqual({ lab02: 'mine', 'lab02.atrium-2/a.csv': '1', 'lab02.atrium-2/b.csv': '1' });
    expect(copy.pending).toHaveLength(1);
    await copy.update('3', { 'lab02/a.csv': '2', 'lab02/b.csv': '1', 'lab02/c.csv': '1' });
    expect(copy.files).toMatchObject({ 'lab02.atrium-2/a.csv': '2', 'lab02.atrium-2/b.csv': '1' });
    expect(copy.pending).toHaveLength(1);
  });

  it('turns a file into a folder and back if mine has not changed it', async () => {
    const copy = await updated({ d: '1' }, {}, { 'd/a.csv': '2' });
    expect(copy.files).toEqual({ 'd/a.csv': '2' });
    await copy.update('3', { d: '3' });
    expect(copy.files).toEqual({ d: '3' });
  });

  it('never writes through a link', async () => {
    const copy = new ACopy({});
    copy.links = ['d'];
    await copy.update('2', { 'd/a.csv': '1' });
    expect(copy.files).toEqual({ 'd.atrium-2/a.csv': '1' });
  });

  it('asks about a file that mine renamed, and remembers the answer (R7)', async () => {
    const copy = await updated(
      { 'a.ipynb': LAB },
      { 'mine.ipynb': LAB },
      { 'a.ipynb': lab('import numpy', 'def area(r):\n    pass', 'print(area(1))') },
      ['a.ipynb']
    );
    expect(Object.keys(copy.files).sort()).toEqual(['a.ipynb', 'mine.ipynb']);
    const [{ pending: { id } = { id: '' } } = {}] = copy.pending;
    const released = { 'a.ipynb': copy.files['a.ipynb'] ?? '' };
    await copy.update('2', released, { choices: { [id]: 'mine' } });
    expect(Object.keys(copy.files)).toEqual(['mine.ipynb']);
    expect(sources(copy.files['mine.ipynb'])[1]).toBe('import numpy');
    await copy.update('3', { 'a.ipynb': LAB });
    expect(copy.files).toEqual({ 'mine.ipynb': LAB });
  });

  it('carries out a choice for a cell of a file that nobody changed since', async () => {
    const [mine, theirs] = [lab('x = 1'), lab('x = 2')];
    const copy = await updated({ 'a.ipynb': lab('x = 0') }, { 'a.ipynb': mine }, { 'a.ipynb': theirs });
    expect(copy.files['a.ipynb']).toBe(mine);
    await copy.update('2', { 'a.ipynb': theirs }, { choices: { [copy.pending[0]?.pending.id ?? '']: 'both' } });
    expect([sources(copy.files['a.ipynb']), copy.pending]).toEqual([['# Lab', 'x = 1', 'x = 2'], []]);
  });

  it('leaves open documents at their old base, and merges them the next time', async () => {
    const copy = new ACopy({ 'a.py': PY, 'b.py': PY });
    const theirs = PY.replace('return 2', 'return 22');
    await copy.update('2', { 'a.py': theirs, 'b.py': theirs }, { held: ['a.py'] });
    expect(copy.files).toEqual({ 'a.py': PY, 'b.py': theirs });
    await copy.update('2', { 'a.py': theirs, 'b.py': theirs });
    expect(copy.files['a.py']).toBe(theirs);
  });

  it('gives another id to a plan once a file it depends on is another', async () => {
    const copy = new ACopy({ 'a.csv': '1' });
    const { plan } = await copy.plan('2', { 'a.csv': '2' });
    expect((await copy.plan('2', { 'a.csv': '2' })).plan.id).toBe(plan.id);
    copy.files['a.csv'] = '5';
    expect((await copy.plan('2', { 'a.csv': '2' })).plan.id).not.toBe(plan.id);
  });
});

describe('planUndo', () => {
  const before = { 'a.ipynb': LAB, 'b.csv': '1', 'c.py': PY, 'gone.csv': '1', 'old.csv': 'a\nb\n' };
  const after = {
    'a.ipynb': lab('import numpy', 'def area(r):\n    pass', 'print(area(1))'),
    'b.csv': '2',
    'c.py': PY,
    'new.csv': '1',
    'renamed.csv': 'a\nb\n'
  };
  const mine = {
    'a.ipynb': lab('import numpy as np', 'def area(r):\n    return r', 'print(area(1))'),
    'b.csv': 'mine'
  };

  it('gives everything back byte for byte', async () => {
    const copy = new ACopy(before);
    Object.assign(copy.files, mine);
    const [files, state] = [{ ...copy.files }, copy.state];
    await copy.update('2', after);
    await copy.undo();
    expect([copy.files, copy.state, copy.pending]).toEqual([files, state, []]);
  });

  it('keeps what was edited after the update', async () => {
    const copy = new ACopy(before);
    Object.assign(copy.files, mine);
    await copy.update('2', after);
    copy.files['a.ipynb'] = (copy.files['a.ipynb'] ?? '').replace('print(area(1))', 'print(area(100))');
    await copy.undo();
    expect(sources(copy.files['a.ipynb'])).toEqual([
      '# Lab',
      'import numpy as np',
      'def area(r):\n    return r',
      'print(area(100))'
    ]);
  });
});
