// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { askIcon } from '@jupyter-atrium/connection';
import type { DocumentRegistry } from '@jupyterlab/docregistry';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Contents } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, ToolbarButtonComponent } from '@jupyterlab/ui-components';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import * as React from 'react';
import type { MineModel } from '../mine/model';
import type { Decisions } from './decisions';
import type { Questions } from './questions';

/** Puts *1 to decide* into the toolbar of notebooks of a copy in which an update left something open. */
export class DecideButtons implements DocumentRegistry.IWidgetExtension<NotebookPanel, DocumentRegistry.IModel> {
  private readonly _options: DecideButtons.IOptions;

  constructor(options: DecideButtons.IOptions) {
    this._options = options;
  }

  createNew(panel: NotebookPanel, context: DocumentRegistry.Context): IDisposable {
    const { questions } = this._options;
    const button = new DecideButton(() => this._draw(context));
    const refresh = (): void => {
      button.setHidden(this._count(context) === 0 && !this._waitsElsewhere(context));
      button.update();
    };
    refresh();
    questions.changed.connect(refresh);
    context.pathChanged.connect(refresh);
    panel.toolbar.insertBefore('spacer', 'atrium-decide', button);
    return new DisposableDelegate(() => {
      questions.changed.disconnect(refresh);
      context.pathChanged.disconnect(refresh);
      button.dispose();
    });
  }

  private _draw(context: DocumentRegistry.Context): JSX.Element {
    const { decisions, review, trans } = this._options;
    const count = this._count(context);
    const folder = this._copyOf(context)?.local.folder ?? '';
    return (
      <ToolbarButtonComponent
        icon={askIcon}
        label={count > 0 ? trans.__('%1 to decide', count) : trans.__('To decide')}
        tooltip={
          count > 0
            ? trans.__('Go to the next cell that an update left to decide')
            : trans.__('Decide what an update left open in your copy')
        }
        onClick={() => (count > 0 ? void decisions.next(context) : review(folder))}
      />
    );
  }

  private _count(context: DocumentRegistry.Context): number {
    return this._options.decisions.count(context);
  }

  private _waitsElsewhere(context: DocumentRegistry.Context): boolean {
    return (this._copyOf(context)?.local.toDecide ?? 0) > 0;
  }

  private _copyOf({ path }: DocumentRegistry.Context): ReturnType<MineModel['copyAround']> {
    const { contents, mine } = this._options;
    return mine.copyAround(contents.localPath(path));
  }
}

class DecideButton extends ReactWidget {
  private readonly _draw: () => JSX.Element;

  constructor(draw: () => JSX.Element) {
    super();
    this._draw = draw;
    this.addClass('jp-ToolbarButton');
    this.addClass('jp-Atrium-DecideButton');
  }

  protected override render(): JSX.Element {
    return this._draw();
  }
}

export namespace DecideButtons {
  export interface IOptions {
    contents: Contents.IManager;
    decisions: Decisions;
    mine: MineModel;
    questions: Questions;
    review: (folder: string) => void;
    trans: TranslationBundle;
  }
}
