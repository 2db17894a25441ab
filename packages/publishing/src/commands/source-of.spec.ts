// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Widget } from '@lumino/widgets';
import { type Surroundings, sourceOf } from './source-of';

const surroundings = (current: string | null, selected: { type: string; path: string }[]): Surroundings => {
  const widget = new Widget();
  const contents = {
    driveName: (path: string) => (path.includes(':') ? (path.split(':')[0] ?? '') : ''),
    localPath: (path: string) => path.split(':').pop() ?? ''
  };
  return {
    shell: { currentWidget: widget },
    contents,
    docManager: { contextForWidget: () => (current === null ? undefined : { path: current }) },
    browsers: { tracker: { currentWidget: { selectedItems: () => selected[Symbol.iterator]() } } }
  } as unknown as Surroundings;
};

const folder = { type: 'directory', path: 'work' };

describe('sourceOf', () => {
  it('takes the path it is given', () => {
    expect(sourceOf({ path: 'a/b.ipynb' }, surroundings(null, []))).toBe('a/b.ipynb');
  });

  it('takes the open notebook before what is selected', () => {
    expect(sourceOf({}, surroundings('open.ipynb', [folder]))).toBe('open.ipynb');
  });

  it('takes what is selected when it is called from the file browser', () => {
    expect(sourceOf({ from: 'browser' }, surroundings('open.ipynb', [folder]))).toBe('work');
  });

  it('takes nothing selected when it is called for the open notebook', () => {
    const selected = [{ type: 'notebook', path: 'x.ipynb' }];
    expect(sourceOf({ from: 'open' }, surroundings('open.ipynb', selected))).toBe('open.ipynb');
    expect(sourceOf({ from: 'open' }, surroundings(null, selected))).toBeNull();
  });

  it('takes a selected notebook or folder when no notebook is open', () => {
    expect(sourceOf({}, surroundings('notes.txt', [{ type: 'notebook', path: 'x.ipynb' }]))).toBe('x.ipynb');
  });

  it.each([
    ['several things', [folder, folder]],
    ['a plain file', [{ type: 'file', path: 'x.csv' }]],
    ['nothing', []]
  ])('takes nothing when %s is selected', (_, selected) => {
    expect(sourceOf({}, surroundings(null, selected))).toBeNull();
  });

  it('knows the drive of jupyter-collaboration as the person’s own, and no other', () => {
    expect(sourceOf({}, surroundings('RTC:open.ipynb', []))).toBe('open.ipynb');
    expect(sourceOf({}, surroundings('Rooms:open.ipynb', []))).toBeNull();
  });
});
