// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget } from '@jupyterlab/ui-components';
import React from 'react';
import type { Light, OpenRoom } from '../room/open-room';
import type { Rooms } from '../room/rooms';
import { lightWords } from './light-words';

/** How long nothing may be unsaved before *saved* is shown again, so that it does not flicker. */
const CALM_MS = 400;

/** The saved light of the room in front. */
export class LightItem extends ReactWidget {
  private readonly _options: LightItem.IOptions;
  private _timer: number | null = null;
  private _shown: Light | null = null;

  constructor(options: LightItem.IOptions) {
    super();
    this._options = options;
    this.addClass('jp-Atrium-Light');
    options.rooms.openChanged.connect(this._onChanged, this);
    options.shell.currentChanged?.connect(this._onChanged, this);
    this._onChanged();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      window.clearTimeout(this._timer ?? undefined);
      this._options.rooms.openChanged.disconnect(this._onChanged, this);
      this._options.shell.currentChanged?.disconnect(this._onChanged, this);
      super.dispose();
    }
  }

  protected override render(): JSX.Element | null {
    const { trans } = this._options;
    const light = this._shown;
    if (!light) {
      return null;
    }
    const [words, wayOut] = lightWords(light, trans);
    return (
      <span className={`jp-Atrium-Light-words jp-mod-${light.state}`} title={wayOut} role="status">
        <span className="jp-Atrium-Light-dot" aria-hidden />
        {words}
      </span>
    );
  }

  private _onChanged(): void {
    const light = this._options.current()?.light ?? null;
    const isCalming = light?.state === 'saved' && this._shown?.state === 'sending';
    if (!isCalming) {
      window.clearTimeout(this._timer ?? undefined);
      this._timer = null;
      this._shown = light;
      this.update();
    } else {
      this._timer ??= window.setTimeout(() => {
        this._timer = null;
        this._shown = this._options.current()?.light ?? null;
        this.update();
      }, CALM_MS);
    }
  }
}

export namespace LightItem {
  export interface IOptions {
    /** The room in front. */
    current: () => OpenRoom | null;
    rooms: Rooms;
    shell: JupyterFrontEnd.IShell;
    trans: TranslationBundle;
  }
}
