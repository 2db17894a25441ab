// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { StartSection } from './gallery/home';

const SECTIONS: readonly StartSection[] = ['featured', 'new', 'otherHubs', 'collections'];

/** What the person set; the defaults until that has arrived. */
class FollowedSettings {
  private readonly _changed = new Signal<this, void>(this);
  private _settings: ISettingRegistry.ISettings | null = null;

  /** Emits after a setting changed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Takes the values, and follows them. */
  follow(settings: ISettingRegistry.ISettings): void {
    this._settings = settings;
    settings.changed.connect(() => this._changed.emit());
    this._changed.emit();
  }

  protected get<T>(name: string, fallback: T): T {
    return (this._settings?.composite[name] as T | undefined) ?? fallback;
  }
}

/** What the person set for the gallery. */
export class GallerySettings extends FollowedSettings {
  get density(): 'list' | 'cards' {
    return this.get('density', 'list');
  }

  get startSections(): readonly StartSection[] {
    return this.get('startSections', SECTIONS);
  }

  /** Where copies are opened; null: in the folder the file browser shows. */
  get copiesFolder(): string | null {
    return this.get<string>('copiesFolder', '') || null;
  }
}

/** What the person set for updates of copies. */
export class UpdateSettings extends FollowedSettings {
  /** What a link does to a work of which there is a copy: asks, or brings the copy up to date unless something conflicts. */
  get whenOpeningLink(): 'ask' | 'apply-clean' {
    return this.get('whenOpeningLink', 'ask');
  }

  /** How the person is told of newer releases: once each, by marks only, or not unless they look. */
  get notify(): 'once' | 'badge' | 'never' {
    return this.get('notify', 'once');
  }

  /** Whether the file browser marks copies. */
  get fileMarks(): boolean {
    return this.get('fileMarks', true);
  }
}
