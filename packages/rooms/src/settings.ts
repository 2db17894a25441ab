// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { type ISignal, Signal } from '@lumino/signaling';

/** When names stand beside others’ cursors. */
export type NameFlags = 'moving' | 'always' | 'never';

/** How a person wants rooms to be. */
export class RoomSettings {
  private readonly _changed = new Signal<this, void>(this);
  private _composite: { nameFlags?: NameFlags; letOthersFollowMe?: boolean; keepOfflineEdits?: boolean } = {};

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get nameFlags(): NameFlags {
    return this._composite.nameFlags ?? 'moving';
  }

  get letOthersFollowMe(): boolean {
    return this._composite.letOthersFollowMe ?? true;
  }

  get keepOfflineEdits(): boolean {
    return this._composite.keepOfflineEdits ?? true;
  }

  follow(settings: ISettingRegistry.ISettings): void {
    const read = (): void => {
      this._composite = settings.composite;
      this._changed.emit();
    };
    settings.changed.connect(read);
    read();
  }
}
