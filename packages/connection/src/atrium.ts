// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Me } from '@jupyter-atrium/api';
import type { AtriumError, Client } from '@jupyter-atrium/client';
import { AtriumError as Refusal } from '@jupyter-atrium/client';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { AtriumServer } from './server';
import type { AtriumStatus, IAtrium } from './tokens';

/** This hub's Atrium, asked for the first time by whoever calls `refresh`. */
export class Atrium implements IAtrium {
  private readonly _changed = new Signal<this, void>(this);
  private readonly _worksChanged = new Signal<this, string | null>(this);
  private readonly _logIn: () => void;
  private _server: AtriumServer;
  private _status: AtriumStatus = 'unknown';
  private _me: Me | null = null;
  private _error: AtriumError | null = null;

  constructor(options: Atrium.IOptions) {
    this._server = options.server;
    this._logIn = options.logIn;
  }

  get client(): Client {
    return this._server.client;
  }

  get address(): string {
    return this._server.address;
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

  /** Speaks to another service from now on. */
  moveTo(server: AtriumServer): void {
    if (server.address === this._server.address) {
      return;
    }
    this._server = server;
    this._set('unknown', null);
  }

  async refresh(): Promise<void> {
    const server = this._server;
    const answer = await server.client.getMe().catch((error: unknown) => {
      if (error instanceof Refusal) {
        return error;
      }
      throw error;
    });
    if (server !== this._server) {
      return;
    }
    if (answer instanceof Refusal) {
      this._set(statusOf(answer), answer);
    } else {
      this._me = answer;
      this._set('ready', null);
    }
  }

  logIn(): void {
    this._logIn();
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
    server: AtriumServer;
    /** Takes the person to the hub's log-in and back. */
    logIn: () => void;
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
