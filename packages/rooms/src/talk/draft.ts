// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TalkAnchor } from '@jupyter-atrium/api';
import { type ISignal, Signal } from '@lumino/signaling';

/** What a person is writing: to the whole room, about a place, or as an answer. */
export class TalkDraft {
  private readonly _changed = new Signal<this, void>(this);
  private _anchor: TalkAnchor | null = null;
  private _thread: string | null = null;

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get anchor(): TalkAnchor | null {
    return this._anchor;
  }

  /** The message it answers. */
  get thread(): string | null {
    return this._thread;
  }

  about(anchor: TalkAnchor): void {
    this._set(anchor, null);
  }

  answer(thread: string): void {
    this._set(null, thread);
  }

  /** To the whole room again. */
  clear(): void {
    this._set(null, null);
  }

  private _set(anchor: TalkAnchor | null, thread: string | null): void {
    this._anchor = anchor;
    this._thread = thread;
    this._changed.emit();
  }
}
