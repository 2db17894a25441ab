// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { aDigest, aNewest, aWork } from '@jupyter-atrium/api/testing';
import type { DirListing } from '@jupyterlab/filebrowser';
import { trans } from '../../test/fakes';
import type { Copy } from '../mine/model';
import { FileMarks } from './file-marks';
import { type FileMark, markOf } from './mark-of';

const NEWER = aNewest({ label: '1.4.0', manifest: aDigest('9') });

function aCopy(toDecide: number, newest: Copy['newest'] = null): Copy {
  const { url: work, manifest } = aWork();
  const local = { copy: 'c', folder: 'stat101', work, title: 't', label: '1.3.0', manifest, toDecide, openedAt: 1 };
  return { local, newest };
}

const marks = (copy: Copy, open: number) => (path: string) =>
  markOf(path, {
    mine: { copyAround: around => (`${around}/`.startsWith('stat101/') ? copy : null) },
    questions: { of: file => (file === 'stat101/lab.ipynb' ? (Array(open).fill({}) as never) : []) },
    trans
  });

describe('markOf', () => {
  it.each([
    ['what is to decide before all else', aCopy(2, NEWER), 'decide', '2 to decide'],
    ['an update', aCopy(0, NEWER), 'update', 'Update available: 1.4.0'],
    ['any other copy', aCopy(0), 'copy', 'Copy of a work, 1.3.0']
  ])('marks the folder of a copy for %s', (_, copy, kind, words) => {
    expect(marks(copy, 0)('stat101')).toMatchObject({ kind, words });
  });

  it('marks of the files in a copy only those with something to decide', () => {
    const of = marks(aCopy(1, NEWER), 1);

    expect([of('stat101/lab.ipynb')?.words, of('stat101/data.csv'), of('notes.md')]).toEqual([
      '1 to decide',
      null,
      null
    ]);
  });
});

/** A renderer as the file browser's: it uses nodes again. */
function aRenderer(): DirListing.IRenderer {
  const updateItemNode = (node: HTMLElement, { name }: { name: string }): void => {
    if (node.dataset.name !== name) {
      node.dataset.name = name;
      node.title = `Name: ${name}`;
      (node.firstElementChild as HTMLElement).textContent = name;
    }
  };
  const getNameNode = (node: HTMLElement): HTMLElement => node.firstElementChild as HTMLElement;
  return { updateItemNode, getNameNode } as unknown as DirListing.IRenderer;
}

describe('FileMarks', () => {
  let mark: FileMark | null;
  let renderer: DirListing.IRenderer;
  let node: HTMLElement;
  let all: FileMarks;
  const draw = (name: string): void => renderer.updateItemNode(node, { name, path: name } as never);
  const shown = (): (string | undefined)[] => [
    node.querySelector<HTMLElement>('.jp-Atrium-FileMark')?.title,
    node.title,
    node.firstElementChild?.getAttribute('aria-label') ?? undefined
  ];

  beforeEach(() => {
    mark = marks(aCopy(1), 0)('stat101');
    renderer = aRenderer();
    node = document.body.appendChild(document.createElement('li'));
    node.append(document.createElement('span'));
    all = new FileMarks({ renderer, markOf: path => (path === 'stat101' ? mark : null) });
  });
  afterEach(() => node.remove());

  it('shows a mark after the name, and says it with the name', () => {
    draw('stat101');

    expect(shown()).toEqual(['1 to decide', 'Name: stat101\n1 to decide', 'stat101, 1 to decide']);
  });

  it('shows one mark however often the listing draws', () => {
    draw('stat101');
    draw('stat101');

    expect(node.querySelectorAll('.jp-Atrium-FileMark')).toHaveLength(1);
    expect(node.title).toBe('Name: stat101\n1 to decide');
  });

  it('takes the mark away when the node shows another file', () => {
    draw('stat101');
    draw('notes.md');

    expect(shown()).toEqual([undefined, 'Name: notes.md', undefined]);
  });

  it('follows what has become of a copy, without a new drawing', () => {
    draw('stat101');
    mark = marks(aCopy(0, NEWER), 0)('stat101');

    all.refresh();

    expect(shown()).toEqual([
      'Update available: 1.4.0',
      'Name: stat101\nUpdate available: 1.4.0',
      'stat101, Update available: 1.4.0'
    ]);
  });
});
