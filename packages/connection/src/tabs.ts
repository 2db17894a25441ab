// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IDisposable } from '@lumino/disposable';
import { DisposableDelegate } from '@lumino/disposable';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { AtriumTab, IAtriumPanel } from './tokens';

/** The tabs of Atrium's panel, and which of them is shown. */
export class AtriumTabs implements IAtriumPanel {
  private readonly _changed = new Signal<this, void>(this);
  private readonly _shown = new Signal<this, string>(this);
  private _tabs: readonly AtriumTab[] = [];
  private _chosen: string | null = null;

  /** In ascending order of their rank. */
  get tabs(): readonly AtriumTab[] {
    return this._tabs;
  }

  /** The tab to show: the chosen one, else the first; null without tabs. */
  get current(): string | null {
    return (this._tabs.find(tab => tab.id === this._chosen) ?? this._tabs[0])?.id ?? null;
  }

  /** What waits for the person in all tabs. */
  get waiting(): number {
    return this._tabs.reduce((sum, tab) => sum + (tab.waiting?.() ?? 0), 0);
  }

  /** Emits after tabs, the current one or what waits changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emits when somebody asks to see a tab. */
  get shown(): ISignal<this, string> {
    return this._shown;
  }

  addTab(tab: AtriumTab): IDisposable {
    this._tabs = [...this._tabs, tab].sort((a, b) => a.rank - b.rank);
    tab.waitingChanged?.connect(this._onWaitingChanged, this);
    this._changed.emit();
    return new DisposableDelegate(() => {
      tab.waitingChanged?.disconnect(this._onWaitingChanged, this);
      this._tabs = this._tabs.filter(other => other !== tab);
      this._changed.emit();
    });
  }

  /** Chooses a tab, which need not be there yet. */
  select(id: string): void {
    if (this._chosen !== id) {
      this._chosen = id;
      this._changed.emit();
    }
  }

  show(id: string): void {
    this.select(id);
    this._shown.emit(id);
  }

  private _onWaitingChanged(): void {
    this._changed.emit();
  }
}
