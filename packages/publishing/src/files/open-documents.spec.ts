// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FixKind } from '@jupyter-atrium/api';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import { type INotebookModel, NotebookModel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { Widget } from '@lumino/widgets';
import { aCheck, trans } from '../../test/fakes';
import { loadFixer } from './fixer';
import { OpenDocuments } from './open-documents';

const content = (): Parameters<NotebookModel['fromJSON']>[0] => ({
  cells: [
    { id: 'a', cell_type: 'markdown', metadata: {}, source: '# Title' },
    {
      id: 'b',
      cell_type: 'code',
      metadata: {},
      source: 'print(path)',
      execution_count: 1,
      outputs: [{ output_type: 'stream', name: 'stdout', text: '/home/arivera/data.csv\n' }]
    }
  ],
  metadata: { kernelspec: { name: 'python3', display_name: 'Python 3' } },
  nbformat: 4,
  nbformat_minor: 5
});

/** Files on disk, and documents open in the page. */
class Desk {
  files = new Map<string, string>([
    ['work/lab.ipynb', `${JSON.stringify(content(), null, 1)}\n`],
    ['work/notes.txt', 'see /home/arivera/data\n']
  ]);
  saves: string[] = [];
  readonly fileChanged = new Signal<this, Contents.IChangedArgs>(this);
  readonly widgets: Widget[] = [];
  readonly contexts = new Map<Widget, object>();
  readonly documents: OpenDocuments;

  constructor() {
    const contents = {
      fileChanged: this.fileChanged,
      localPath: (path: string) => path,
      get: async (path: string) => ({ content: this.files.get(path) }),
      save: async (path: string, { content: text }: { content: string }) => {
        this.files.set(path, text);
        this.saves.push(path);
      }
    };
    this.documents = new OpenDocuments({
      shell: { widgets: () => this.widgets[Symbol.iterator]() } as unknown as JupyterFrontEnd.IShell,
      docManager: { contextForWidget: (widget: Widget) => this.contexts.get(widget) } as unknown as IDocumentManager,
      contents: contents as unknown as Contents.IManager,
      loadFixer,
      root: '~',
      trans
    });
  }

  open(path: string): INotebookModel {
    const model = new NotebookModel();
    model.fromJSON(JSON.parse(this.files.get(path) ?? '') as Parameters<NotebookModel['fromJSON']>[0]);
    model.dirty = false;
    const save = async (): Promise<void> => {
      this.files.set(path, model.toString());
      this.saves.push(path);
      model.dirty = false;
    };
    const widget = new Widget();
    this.widgets.push(widget);
    this.contexts.set(widget, { path, model, save, ready: Promise.resolve() });
    return model;
  }

  fix(check: Check, kind: FixKind, path = 'work/lab.ipynb'): ReturnType<OpenDocuments['fix']> {
    return this.documents.fix({ path, folder: 'work', checks: [check], kind });
  }

  outputOf(path: string, cell: number): string {
    const { cells } = JSON.parse(this.files.get(path) ?? '') as {
      cells: { outputs?: { text: string | string[] }[] }[];
    };
    return [cells[cell]?.outputs?.[0]?.text ?? ''].flat().join('');
  }
}

const path = aCheck({ path: 'lab.ipynb', cell: { index: 1, id: 'b' } });

describe('OpenDocuments', () => {
  it('fixes a closed notebook on disk, and undoes it byte for byte', async () => {
    const desk = new Desk();
    const before = desk.files.get('work/lab.ipynb');
    const edit = await desk.fix(path, 'make-relative');
    expect(desk.outputOf('work/lab.ipynb', 1)).toBe('~/data.csv\n');
    expect(await edit.undo?.()).toBe(true);
    expect(desk.files.get('work/lab.ipynb')).toBe(before);
  });

  it('makes paths into the published folder relative to the file', async () => {
    const desk = new Desk();
    desk.files.set('work/notes.txt', 'see /home/arivera/work/data.csv\n');
    const check = aCheck({ path: 'notes.txt', cell: null, place: 'file' });
    await desk.fix(check, 'make-relative', 'work/notes.txt');
    expect(desk.files.get('work/notes.txt')).toBe('see data.csv\n');
  });

  it('fixes an open notebook in its model, stores it, and undoes it there', async () => {
    const desk = new Desk();
    const model = desk.open('work/lab.ipynb');
    const cell = model.cells.get(1);
    const edit = await desk.fix(path, 'clear-output');
    expect(model.cells.get(1)).toBe(cell);
    expect(cell.toJSON().outputs).toEqual([]);
    expect(desk.outputOf('work/lab.ipynb', 1)).toBe('');
    expect(await edit.undo?.()).toBe(true);
    expect(cell.toJSON().outputs).toEqual(content().cells[1]?.outputs);
    expect(desk.outputOf('work/lab.ipynb', 1)).toBe('/home/arivera/data.csv\n');
  });

  it('keeps what else was edited in an open notebook since', async () => {
    const desk = new Desk();
    const model = desk.open('work/lab.ipynb');
    const edit = await desk.fix(path, 'make-relative');
    model.sharedModel.insertCell(0, { cell_type: 'code', source: 'mine' });
    expect(await edit.undo?.()).toBe(true);
    expect(model.cells.get(0).sharedModel.getSource()).toBe('mine');
    expect(model.cells.get(2).toJSON().outputs).toEqual(content().cells[1]?.outputs);
  });

  it('undoes nothing in a cell that was run since', async () => {
    const desk = new Desk();
    desk.open('work/lab.ipynb');
    const edit = await desk.fix(path, 'make-relative');
    const text = desk.files.get('work/lab.ipynb')?.replaceAll('~/data.csv', 'new') ?? '';
    desk.widgets.length = 0;
    desk.files.set('work/lab.ipynb', text);
    expect(await edit.undo?.()).toBe(false);
    expect(desk.files.get('work/lab.ipynb')).toBe(text);
  });

  it('says so when the finding is no longer there', async () => {
    const desk = new Desk();
    desk.files.set('work/lab.ipynb', desk.files.get('work/lab.ipynb')?.replace('/home/arivera/', '') ?? '');
    await expect(desk.fix(path, 'make-relative')).rejects.toThrow('changed since it was looked at');
    expect(desk.saves).toEqual([]);
  });

  it('lets JupyterLab mend the form of an open notebook by saving it', async () => {
    const desk = new Desk();
    desk.open('work/lab.ipynb');
    const edit = await desk.fix(aCheck({ kind: 'trusted' }), 'strip-trust');
    expect(desk.saves).toEqual(['work/lab.ipynb']);
    expect(edit.undo).toBeNull();
  });

  it('lists and saves documents with changes that are not on disk, below the source only', async () => {
    const desk = new Desk();
    desk.files.set('other.ipynb', desk.files.get('work/lab.ipynb') ?? '');
    const model = desk.open('work/lab.ipynb');
    desk.open('other.ipynb').dirty = true;
    expect(desk.documents.unsaved('work')).toEqual([]);
    const told: string[] = [];
    desk.documents.changed.connect((_, change) => told.push(change.path));
    model.dirty = true;
    expect(told).toEqual(['work/lab.ipynb']);
    expect(desk.documents.unsaved('work')).toEqual(['work/lab.ipynb']);
    await desk.documents.save(['work/lab.ipynb']);
    expect(desk.documents.unsaved('work')).toEqual([]);
    expect(desk.documents.unsaved('')).toEqual(['other.ipynb']);
  });

  it('tells of files that were saved, renamed or deleted in this page', () => {
    const desk = new Desk();
    const told: unknown[] = [];
    desk.documents.changed.connect((_, change) => told.push(change));
    desk.fileChanged.emit({ type: 'save', oldValue: null, newValue: { path: 'work/x.csv' } });
    desk.fileChanged.emit({ type: 'delete', oldValue: { path: 'work/y.csv' }, newValue: null });
    expect(told).toEqual([
      { path: 'work/x.csv', isSaved: true },
      { path: 'work/y.csv', isSaved: true }
    ]);
    desk.documents.dispose();
    desk.fileChanged.emit({ type: 'save', oldValue: null, newValue: { path: 'z' } });
    expect(told).toHaveLength(2);
  });
});
