// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { DirListing } from '@jupyterlab/filebrowser';
import type { FileMark } from './mark-of';

const MARK_CLASS = 'jp-Atrium-FileMark';

/** Puts marks after the names that a listing of files shows. */
export class FileMarks {
  private readonly _options: FileMarks.IOptions;
  /** What the listing has drawn, by the nodes it uses again and again. */
  private readonly _drawn = new Map<HTMLElement, string>();
  private readonly _suffixes = new WeakMap<HTMLElement, string>();

  constructor(options: FileMarks.IOptions) {
    this._options = options;
    const { renderer } = options;
    const draw = renderer.updateItemNode.bind(renderer);
    // A listing takes one renderer for all: what is there is completed, not replaced.
    renderer.updateItemNode = (node, model, ...rest) => {
      draw(node, model, ...rest);
      this._drawn.set(node, model.path);
      this._mark(node, model.path);
    };
  }

  /** Draws the marks of what is listed now anew. */
  refresh(): void {
    for (const [node, path] of this._drawn) {
      if (node.isConnected) {
        this._mark(node, path);
      } else {
        this._drawn.delete(node);
      }
    }
  }

  private _mark(node: HTMLElement, path: string): void {
    const mark = this._options.markOf(path);
    const drawn = node.querySelector<HTMLElement>(`.${MARK_CLASS}`);
    this._name(node, mark);
    if (drawn?.title === mark?.words && drawn?.dataset.kind === mark?.kind) {
      return;
    }
    drawn?.remove();
    if (mark) {
      const element = mark.icon.element({ tag: 'span', className: MARK_CLASS, title: mark.words });
      element.dataset.kind = mark.kind;
      // Said with the name.
      element.setAttribute('aria-hidden', 'true');
      // While it is renamed the name is a field: the mark comes with the next drawing.
      this._nameNode(node)?.after(element);
    }
  }

  /** The item's name for those who do not see the mark. */
  private _name(node: HTMLElement, mark: FileMark | null): void {
    const before = this._suffixes.get(node) ?? '';
    const title = before !== '' && node.title.endsWith(before) ? node.title.slice(0, -before.length) : node.title;
    const suffix = mark ? `\n${mark.words}` : '';
    node.title = `${title}${suffix}`;
    this._suffixes.set(node, suffix);
    const name = this._nameNode(node);
    if (mark) {
      name?.setAttribute('aria-label', `${name.textContent ?? ''}, ${mark.words}`);
    } else {
      name?.removeAttribute('aria-label');
    }
  }

  private _nameNode(node: HTMLElement): HTMLElement | undefined {
    return this._options.renderer.getNameNode?.(node);
  }
}

export namespace FileMarks {
  export interface IOptions {
    renderer: DirListing.IRenderer;
    /** Of a path as the listing has it, with the name of its drive. */
    markOf: (path: string) => FileMark | null;
  }
}
