// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { foldPath } from '@jupyter-atrium/api';
import fc from 'fast-check';
import { aNotebook, code, markdown } from '../../../test/a-notebook';
import { ACopy, type Files } from '../../../test/a-tree';
import { edits, withEdits } from '../../../test/edits';
import { writeNotebook } from '../../notebook/write';

const NAMES = ['a.ipynb', 'A.ipynb', 'lab/b.ipynb', 'lab', 'lab/c.py', 'data.csv', 'ü.py', 'u\u0308.py'];
const BASE = aNotebook([markdown('# Lab'), code('import numpy'), code('x = 1\ny = 2\nz = 3'), code('print(x)')]);

const text = fc.oneof(
  edits.map(list => writeNotebook(withEdits(BASE, list, 'e'))),
  fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 }).map(lines => lines.join('\n')),
  fc.string({ maxLength: 20 })
);
const random: fc.Arbitrary<Files> = fc.dictionary(fc.constantFrom(...NAMES), text, {
  maxKeys: 5,
  noNullPrototype: true
});

/** Files as a disk can hold them: nothing is a file and a folder. */
const files = random.map(all =>
  Object.fromEntries(
    Object.entries(all).filter(([path]) => path !== 'lab' || !Object.keys(all).some(other => other.startsWith('lab/')))
  )
);
/** The same as releases may have them: no two names that some file systems hold equal. */
const released = files.map(all =>
  Object.fromEntries(Object.entries(all).filter(([path]) => path !== 'A.ipynb' && path !== 'u\u0308.py'))
);

const session = fc.record({
  first: released,
  mine: files,
  gone: fc.array(fc.constantFrom(...NAMES)),
  second: released,
  third: released
});
type Session = { first: Files; mine: Files; gone: string[]; second: Files; third: Files };

/** Whether one is the other's folder, or some file systems hold both equal. */
function isNear(a: string, b: string): boolean {
  const [one, other] = [`${foldPath(a)}/`, `${foldPath(b)}/`];
  return one.startsWith(other) || other.startsWith(one);
}

/** A copy that somebody edited, deleted from and added to. */
function started({ first, mine, gone }: Session): ACopy {
  const copy = new ACopy(first);
  for (const [path, content] of Object.entries(mine)) {
    const others = Object.keys(copy.files).filter(other => other !== path);
    if (others.every(other => !isNear(other, path))) {
      copy.files[path] = content;
    }
  }
  gone.forEach(path => delete copy.files[path]);
  return copy;
}

// Machines that are shared are slow at times.
jest.setTimeout(60_000);

const RUNS = { numRuns: 150 };

describe('planTree, for any files', () => {
  it('can be carried out, and has nothing left to do afterwards', async () => {
    await fc.assert(
      fc.asyncProperty(session, async each => {
        const copy = started(each);
        await copy.update('2', each.second);
        const { plan } = await copy.plan('2', each.second);
        expect(plan.acts).toEqual([]);
      }),
      RUNS
    );
  });

  it('loses no file of mine, but what nobody had changed', async () => {
    await fc.assert(
      fc.asyncProperty(session, async each => {
        const copy = started(each);
        const before = { ...copy.files };
        const { plan } = await copy.update('2', each.second);
        const merged = new Set(plan.report.files.filter(({ fate }) => fate === 'merged').map(({ path }) => path));
        const after = new Set(Object.values(copy.files));
        const lost = Object.entries(before).filter(
          ([path, content]) => !after.has(content) && each.first[path] !== content && !merged.has(path)
        );
        const isSaved = ([path]: [string, string]): boolean =>
          copy.last?.undo.files.some(file => file.path === path) ?? false;
        // A notebook that was only saved anew is nobody's change; its bytes are kept all the same.
        expect(lost.filter(each => !each[0].endsWith('.ipynb') || !isSaved(each))).toEqual([]);
      }),
      RUNS
    );
  });

  it('is undone to the very bytes, update after update', async () => {
    await fc.assert(
      fc.asyncProperty(session, async each => {
        const copy = started(each);
        await copy.update('2', each.second);
        const [files, state, pending] = [{ ...copy.files }, copy.state, copy.pending];
        await copy.update('3', each.third);
        await copy.undo();
        expect(copy.files).toEqual(files);
        expect([copy.state, copy.pending]).toEqual([state, pending]);
      }),
      RUNS
    );
  });
});
