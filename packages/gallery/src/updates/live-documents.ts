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
import type { ILiveDocuments } from './copy-updates';
import { isForeign } from './foreign-drives';

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
    // Closed meanwhile: the next update takes it from the disk.
    const merged = context ? await mergeLive(context, sides, options) : null;
    const path = folder === '' ? sides.path : `${folder}/${sides.path}`;
    return merged && { ...merged, sha256: await this._hashOf(path) };
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
      const { path, last_modified: known } = context.contentsModel ?? {};
      const now =
        path === undefined ? null : await this._options.contents.get(path, { content: false }).catch(() => null);
      if (now && now.last_modified !== known) {
        await context.revert();
      }
    }
  }

  private async _hashOf(path: string): Promise<string> {
    const { hash } = await this._options.contents.get(path, { content: false, hash: true });
    return hash ?? '';
  }

  private _contexts(folder: string): { path: string; context: DocumentRegistry.Context }[] {
    const { shell, docManager, contents } = this._options;
    const contexts = [...shell.widgets('main')].map(widget => docManager.contextForWidget(widget));
    const root = folder === '' ? '' : `${folder}/`;
    return [...new Set(contexts.filter(context => context !== undefined))]
      .filter(context => context.isReady && !isForeign(contents.driveName(context.path)))
      .map(context => ({ context, path: contents.localPath(context.path) }))
      .filter(({ path }) => path.startsWith(root))
      .map(({ path, context }) => ({ context, path: path.slice(root.length) }));
  }
}

export namespace LiveDocuments {
  export interface IOptions {
    shell: JupyterFrontEnd.IShell;
    docManager: IDocumentManager;
    contents: Contents.IManager;
  }
}
