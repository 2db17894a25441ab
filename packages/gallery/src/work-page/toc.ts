// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TableOfContents } from '@jupyterlab/toc';
import { TableOfContentsModel } from '@jupyterlab/toc';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { WorkPagePanel } from './panel';

/** The headings of the notebook that is read, for JupyterLab's table of contents. */
export class WorkPageToc extends TableOfContentsModel<TableOfContents.IHeading, MainAreaWidget<WorkPagePanel>> {
  constructor(widget: MainAreaWidget<WorkPagePanel>, configuration?: TableOfContents.IConfig) {
    super(widget, configuration);
    const { model } = widget.content;
    model.headingsChanged.connect(this._onHeadingsChanged, this);
    this.activeHeadingChanged.connect(this._onActiveHeadingChanged, this);
  }

  override get documentType(): string {
    return 'atrium-work';
  }

  protected override getHeadings(): Promise<TableOfContents.IHeading[] | null> {
    const { headings } = this.widget.content.model;
    return Promise.resolve(headings.map(({ text, level }) => ({ text, level })));
  }

  private _onHeadingsChanged(): void {
    void this.refresh();
  }

  private _onActiveHeadingChanged(): void {
    const { model } = this.widget.content;
    const heading = model.headings[this.headings.findIndex(each => each === this.activeHeading)];
    if (heading) {
      model.goTo(heading);
    }
  }
}
