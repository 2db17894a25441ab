// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Me } from '@jupyter-atrium/api';
import type { AtriumError, Client } from '@jupyter-atrium/client';
import { AtriumError as Refusal } from '@jupyter-atrium/client';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { AtriumStatus, IAtrium } from './tokens';

/** This hub's Atrium, asked for the first time by whoever calls `refresh`. */
export class Atrium implements IAtrium {
  readonly client: Client;
  readonly address: string;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _worksChanged = new Signal<this, string | null>(this);
  private _status: AtriumStatus = 'unknown';
  private _me: Me | null = null;
  private _error: AtriumError | null = null;

  constructor(options: Atrium.IOptions) {
    this.client = options.client;
    this.address = options.address;
  }

  get status(): AtriumStatus {
    return this._status;
  }

  get me(): Me | null {
    return this._me;
  }

  get error(): AtriumError | null {
    return this._error;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get worksChanged(): ISignal<this, string | null> {
    return this._worksChanged;
  }

  async refresh(): Promise<void> {
    try {
      this._me = await this.client.getMe();
      this._set('ready', null);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        throw error;
      }
      this._set(statusOf(error), error);
    }
  }

  announce(work: string | null): void {
    this._worksChanged.emit(work);
  }

  private _set(status: AtriumStatus, error: AtriumError | null): void {
    if (status !== 'ready' && status !== 'unreachable') {
      this._me = null;
    }
    this._status = status;
    this._error = error;
    this._changed.emit();
  }
}

export namespace Atrium {
  export interface IOptions {
    client: Client;
    address: string;
  }
}

function statusOf(error: AtriumError): AtriumStatus {
  switch (error.code) {
    case 'not-logged-in':
      return 'logged-out';
    case 'no-access':
      return 'no-access';
    default:
      return error.status === 404 ? 'absent' : 'unreachable';
  }
}
