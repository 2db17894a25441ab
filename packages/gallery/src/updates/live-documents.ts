// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type {
  Choice,
  OpenDocument,
  OpenSides,
  Pending,
  SettleDocumentRequest,
  UpdateOptions
} from '@jupyter-atrium/api';
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { IDocumentManager } from '@jupyterlab/docmanager';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { Contents } from '@jupyterlab/services';
import type { Widget } from '@lumino/widgets';
import type { ILiveDocuments } from './copy-updates';
import { isForeign } from './foreign-drives';
import type { SavedTexts } from './saved-texts';

/** How often, and how long apart, one looks whether a shared document was saved. */
const SAVE_LOOKS = 12;
const SAVE_LOOK_MS = 250;

/** The documents that are open in this page. */
export class LiveDocuments implements ILiveDocuments {
  private readonly _options: LiveDocuments.IOptions;

  constructor(options: LiveDocuments.IOptions) {
    this._options = options;
  }

  read(folder: string): OpenDocument[] {
    return this._contexts(folder).map(({ path, context }) => ({ path, content: context.model.toString() }));
  }

  async merge(
    folder: string,
    sides: OpenSides,
    options: Pick<UpdateOptions, 'choices' | 'conflicts'>
  ): Promise<Omit<SettleDocumentRequest, 'job' | 'folder' | 'path'> | null> {
    const context = this._contexts(folder).find(({ path }) => path === sides.path)?.context;
    const { mergeLive } = await import('./merge-live');
    const path = folder === '' ? sides.path : `${folder}/${sides.path}`;
    const before = context?.model.collaborative ? await this._hashOf(path) : null;
    // Closed meanwhile: the next update takes it from the disk.
    const merged = context ? await mergeLive(context, sides, options) : null;
    const hash = async (): Promise<string> => (before === null ? this._hashOf(path) : this._hashAfter(path, before));
    return merged && { ...merged, sha256: await hash() };
  }

  async save(folder: string): Promise<void> {
    for (const { context } of this._contexts(folder).filter(each => each.context.model.dirty)) {
      await context.save();
    }
  }

  async resolve(folder: string, pending: Exclude<Pending, { kind: 'file' }>, choice: Choice): Promise<boolean> {
    const context = this._contexts(folder).find(({ path }) => path === pending.path)?.context;
    if (!context) {
      return false;
    }
    const { resolveLive } = await import('./merge-live');
    return (await resolveLive(context, pending, choice)) !== null;
  }

  async refresh(folder: string): Promise<void> {
    for (const { context } of this._contexts(folder).filter(each => !each.context.model.dirty)) {
      if (await this._isBehind(context)) {
        await context.revert();
      }
    }
  }

  /** Shows documents as their files are now, with what is unsaved here; answers whether something was saved. */
  async follow(folder: string, saved: Pick<SavedTexts, 'of'>): Promise<boolean> {
    await this.refresh(folder);
    let isSaved = false;
    for (const { context, widget } of this._contexts(folder).filter(each => each.context.model.dirty)) {
      const before = saved.of(context);
      // What several edit is brought to all of them by its server.
      if (before !== null && !context.model.collaborative && (await this._isBehind(context))) {
        const { catchUp } = await import('./merge-live');
        widget.node.inert = true;
        isSaved = (await catchUp(context, before).finally(() => (widget.node.inert = false))) || isSaved;
      }
    }
    return isSaved;
  }

  private async _isBehind({ contentsModel }: DocumentRegistry.Context): Promise<boolean> {
    const { path, last_modified: known } = contentsModel ?? {};
    const now =
      path === undefined ? null : await this._options.contents.get(path, { content: false }).catch(() => null);
    return now !== null && now.last_modified !== known;
  }

  private async _hashOf(path: string): Promise<string> {
    const { hash } = await this._options.contents.get(path, { content: false, hash: true });
    return hash ?? '';
  }

  /** A document that several edit is written by their server, a moment later; if it is not, the next update merges it. */
  private async _hashAfter(path: string, before: string): Promise<string> {
    for (let look = 0; look < SAVE_LOOKS; look += 1) {
      const hash = await this._hashOf(path);
      if (hash !== before) {
        return hash;
      }
      await new Promise(resolve => setTimeout(resolve, SAVE_LOOK_MS));
    }
    return before;
  }

  private _contexts(folder: string): OpenInPage[] {
    const { shell, docManager, contents } = this._options;
    const root = folder === '' ? '' : `${folder}/`;
    const open = [...shell.widgets('main')].flatMap((widget): [DocumentRegistry.Context, Widget][] => {
      const context = docManager.contextForWidget(widget);
      return context ? [[context, widget]] : [];
    });
    return [...new Map(open)]
      .filter(([context]) => context.isReady && !isForeign(contents.driveName(context.path)))
      .map(([context, widget]) => ({ context, widget, path: contents.localPath(context.path) }))
      .filter(({ path }) => path.startsWith(root))
      .map(({ path, ...each }) => ({ ...each, path: path.slice(root.length) }));
  }
}

/** A document that is open, in one of the widgets that show it; the path is relative to the copy. */
type OpenInPage = { path: string; context: DocumentRegistry.Context; widget: Widget };

export namespace LiveDocuments {
  export interface IOptions {
    shell: JupyterFrontEnd.IShell;
    docManager: IDocumentManager;
    contents: Contents.IManager;
  }
}
