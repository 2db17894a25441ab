// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import { MessageLoop } from '@lumino/messaging';
import type { Message } from '@lumino/messaging';
import { PanelLayout, Widget } from '@lumino/widgets';
import * as React from 'react';
import { atriumIcon } from './icons';
import { TabList, tabId, tabPanelId } from './tab-list';
import type { AtriumTabs } from './tabs';
import type { AtriumTab } from './tokens';

const ID = 'jp-atrium-panel';

/** Atrium's panel in the left sidebar: a row of tabs and the one that is shown. */
export class AtriumPanel extends Widget {
  private readonly _tabs: AtriumTabs;
  private readonly _trans: TranslationBundle;
  private readonly _bodies = new Map<AtriumTab, Widget>();
  private readonly _content: PanelLayout;
  private _isStarted = false;
  private _isWanted = false;

  constructor(options: AtriumPanel.IOptions) {
    super();
    this._tabs = options.tabs;
    this._trans = options.trans;
    this.id = ID;
    this.addClass('jp-Atrium');
    this.addClass('jp-Atrium-Panel');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', options.trans.__('Atrium'));
    this.title.icon = atriumIcon;
    this._content = new PanelLayout();
    this._content.addWidget(new TabRow(options.tabs, options.trans));
    this.layout = this._content;
    this._tabs.changed.connect(this._onChanged, this);
    this._onChanged();
  }

  /** Lets tabs be made from now on: before, nothing of them is needed and nothing may be asked. */
  start(): void {
    this._isStarted = true;
    this._showCurrent();
  }

  override dispose(): void {
    this._tabs.changed.disconnect(this._onChanged, this);
    super.dispose();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._showCurrent();
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    this._isWanted = true;
    this._showCurrent();
  }

  private _onChanged(): void {
    const { waiting } = this._tabs;
    this.title.caption =
      waiting > 0
        ? this._trans._n('Atrium: %1 thing waits', 'Atrium: %1 things wait', waiting)
        : this._trans.__('Atrium');
    this.title.className = waiting > 0 ? 'jp-mod-atriumWaiting' : '';
    this._showCurrent();
  }

  private _showCurrent(): void {
    const { tabs, current } = this._tabs;
    for (const [tab, body] of this._bodies) {
      if (!tabs.includes(tab)) {
        this._bodies.delete(tab);
        body.dispose();
      }
    }
    for (const tab of tabs) {
      const isCurrent = tab.id === current;
      if (isCurrent && this._isStarted && this.isVisible && !this._bodies.has(tab)) {
        this._add(tab);
      }
      this._bodies.get(tab)?.setHidden(!isCurrent);
    }
    this._activateCurrent();
  }

  /** Hands on the focus somebody asked for; the first time the tab is only made once the panel is seen. */
  private _activateCurrent(): void {
    const { tabs, current } = this._tabs;
    const tab = tabs.find(({ id }) => id === current);
    const body = tab && this._bodies.get(tab);
    if (this._isWanted && body) {
      this._isWanted = false;
      MessageLoop.sendMessage(body, Widget.Msg.ActivateRequest);
    }
  }

  private _add(tab: AtriumTab): void {
    const body = tab.create();
    body.id = tabPanelId(ID, tab.id);
    body.addClass('jp-Atrium-Panel-body');
    body.node.setAttribute('role', 'tabpanel');
    body.node.setAttribute('aria-labelledby', tabId(ID, tab.id));
    this._bodies.set(tab, body);
    this._content.addWidget(body);
  }
}

export namespace AtriumPanel {
  export interface IOptions {
    tabs: AtriumTabs;
    trans: TranslationBundle;
  }
}

/** The row of tabs, drawn anew when they change. */
class TabRow extends ReactWidget {
  constructor(
    private readonly _tabs: AtriumTabs,
    private readonly _trans: TranslationBundle
  ) {
    super();
    this.addClass('jp-Atrium-Panel-tabs');
    this._tabs.changed.connect(this.update, this);
  }

  override dispose(): void {
    this._tabs.changed.disconnect(this.update, this);
    super.dispose();
  }

  protected override render(): JSX.Element {
    const items = this._tabs.tabs.map(tab => {
      const waiting = tab.waiting?.() ?? 0;
      const label = this._trans._n('%1 waits', '%1 wait', waiting);
      return { id: tab.id, title: tab.title, badge: waiting > 0 ? { count: `${waiting}`, label } : undefined };
    });
    return (
      <TabList
        label={this._trans.__('Atrium')}
        tabs={items}
        current={this._tabs.current}
        idPrefix={ID}
        onSelect={id => this._tabs.select(id)}
      />
    );
  }
}
