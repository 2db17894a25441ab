// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { StartSection } from './gallery/home';

const SECTIONS: readonly StartSection[] = ['featured', 'new', 'otherHubs', 'collections'];

/** What the person set for the gallery; the defaults until that has arrived. */
export class GallerySettings {
  private readonly _changed = new Signal<this, void>(this);
  private _settings: ISettingRegistry.ISettings | null = null;

  /** Emits after a setting changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get density(): 'list' | 'cards' {
    return this._get('density', 'list');
  }

  get startSections(): readonly StartSection[] {
    return this._get('startSections', SECTIONS);
  }

  /** Where copies are opened; null: in the folder the file browser shows. */
  get copiesFolder(): string | null {
    return this._get<string>('copiesFolder', '') || null;
  }

  /** Takes the values, and follows them. */
  follow(settings: ISettingRegistry.ISettings): void {
    this._settings = settings;
    settings.changed.connect(() => this._changed.emit());
    this._changed.emit();
  }

  private _get<T>(name: string, fallback: T): T {
    return (this._settings?.composite[name] as T | undefined) ?? fallback;
  }
}
