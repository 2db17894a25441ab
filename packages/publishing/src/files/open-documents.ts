// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FixKind } from '@jupyter-atrium/api';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { type ISignal, Signal } from '@lumino/signaling';
import type { FixOptions, IDocuments, IEdit } from '../model/ports';
import { Document } from './document';
import type { Fixer } from './fixer';

/** JupyterLab itself writes ids, a valid form and no marks of trust. */
const MENDED_BY_SAVING: readonly FixKind[] = ['add-ids', 'repair', 'strip-trust'];

type Change = { readonly path: string; readonly isSaved: boolean };

/** The person's documents: those open in this page, and the others through the Contents API. */
export class OpenDocuments implements IDocuments, IDisposable {
  private readonly _options: OpenDocuments.IOptions;
  private readonly _changed = new Signal<this, Change>(this);
  private readonly _watched = new WeakSet<DocumentRegistry.Context>();
  private _isDisposed = false;

  constructor(options: OpenDocuments.IOptions) {
    this._options = options;
    options.contents.fileChanged.connect(this._onFileChanged, this);
    options.shell.currentChanged?.connect(this._watch, this);
    this._watch();
  }

  get changed(): ISignal<this, Change> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  unsaved(source: string): string[] {
    this._watch();
    return this._contexts()
      .filter(context => context.model.dirty)
      .map(context => this._pathOf(context))
      .filter(path => path === source || source === '' || path.startsWith(`${source}/`));
  }

  async save(paths: readonly string[]): Promise<void> {
    for (const context of this._contexts().filter(each => paths.includes(this._pathOf(each)))) {
      await context.save();
    }
  }

  read(path: string): Promise<string> {
    return this._documentAt(path, false).text();
  }

  async fix({ path, folder, checks, kind }: FixOptions): Promise<IEdit> {
    const { trans, loadFixer, root } = this._options;
    const document = this._documentAt(path, true);
    if (document.isOpen && MENDED_BY_SAVING.includes(kind)) {
      await document.save();
      return { path, undo: null };
    }
    const fixer = await loadFixer();
    const before = await document.text();
    const after = fixer(before, checks, kind, absolute(root, folder, before));
    if (after === null) {
      throw new Error(trans.__('%1 changed since it was looked at. Look again.', path));
    }
    if (!(await document.change(before, after))) {
      throw new Error(trans.__('%1 could not be changed.', path));
    }
    return { path, undo: () => this._documentAt(path, true).change(after, before) };
  }

  private _documentAt(path: string, isOpenOneWanted: boolean): Document {
    const context = isOpenOneWanted ? this._contexts().find(each => this._pathOf(each) === path) : undefined;
    return new Document(path, this._options.contents, context ?? null);
  }

  private _contexts(): DocumentRegistry.Context[] {
    const { shell, docManager } = this._options;
    const contexts = [...shell.widgets('main')].map(widget => docManager.contextForWidget(widget));
    return [...new Set(contexts.filter(context => context !== undefined))];
  }

  /** Without the name of a drive that serves the same files in another way. */
  private _pathOf(context: DocumentRegistry.Context): string {
    return this._options.contents.localPath(context.path);
  }

  private _watch(): void {
    for (const context of this._contexts().filter(each => !this._watched.has(each))) {
      this._watched.add(context);
      context.model.stateChanged.connect((_, change) => {
        if (change.name === 'dirty' && !this._isDisposed) {
          this._changed.emit({ path: this._pathOf(context), isSaved: false });
        }
      });
    }
  }

  private _onFileChanged(_: Contents.IManager, change: Contents.IChangedArgs): void {
    const path = change.newValue?.path ?? change.oldValue?.path;
    if (path !== undefined) {
      this._changed.emit({ path: this._options.contents.localPath(path), isSaved: true });
    }
  }
}

/** Home folders as they stand in texts. */
const HOME = /\/(?:home|Users)\/[^/\s"'`<>]+|\/root(?=\/)/;

/** Finds the absolute path of a folder; what `~` stands for is taken from the text in which it is sought. */
function absolute(root: string, folder: string, text: string): string {
  const home = root.startsWith('~') ? (HOME.exec(text)?.[0] ?? '') : '';
  const path = root.startsWith('~') ? home && home + root.slice(1) : root;
  return path && [path.replace(/\/$/, ''), folder].filter(part => part !== '').join('/');
}

export namespace OpenDocuments {
  export interface IOptions {
    shell: JupyterFrontEnd.IShell;
    docManager: IDocumentManager;
    contents: Contents.IManager;
    /** Called at the first fix. */
    loadFixer: () => Promise<Fixer>;
    /** Path of the root of the person's files on the server, `~` for their home; empty if it is not known. */
    root: string;
    trans: TranslationBundle;
  }
}
