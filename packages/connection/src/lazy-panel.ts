// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';

/** Holds the place of a widget until its code has arrived. */
export class LazyPanel extends Widget {
  private _content: Widget | null = null;
  private _isWanted = false;

  /**
   * @param load - brings the widget; called once, at once
   */
  constructor(load: () => Promise<Widget>) {
    super();
    this.addClass('jp-Atrium-LazyPanel');
    const layout = new PanelLayout();
    this.layout = layout;
    void load().then(content => {
      if (this.isDisposed) {
        content.dispose();
        return;
      }
      this._content = content;
      layout.addWidget(content);
      if (this._isWanted) {
        content.activate();
      }
    });
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._isWanted = true;
    this._content?.activate();
  }
}
