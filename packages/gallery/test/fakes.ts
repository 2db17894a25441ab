// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CopyStatus, Me } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';
import type { Client } from '@jupyter-atrium/client';
import type { AtriumStatus, IAtrium, IWorkspace } from '@jupyter-atrium/connection';
import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { Covers } from '../src/covers';
import { GalleryModel } from '../src/gallery/model';
import { MineModel } from '../src/mine/model';
import { Openings } from '../src/openings';
import { Questions } from '../src/decisions/questions';
import { GallerySettings, UpdateSettings } from '../src/settings';
import type { IGallery } from '../src/tokens';

export const trans = nullTranslator.load('jupyter_atrium');

export const OWN_HUB = 'hub-a.example/services/atrium';

export function aMe(fields: Partial<Me> = {}): Me {
  return {
    person: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
    username: 'alice',
    hub: { id: OWN_HUB, name: 'Ocean Hub' },
    url: `https://${OWN_HUB}/`,
    version: '0.1.0',
    isSolo: false,
    isInNetwork: true,
    can: { readOwn: true, publish: true, curate: false, admin: false },
    contact: null,
    patterns: [],
    ...fields
  };
}

export function aRefusal(code: AtriumError['code'], fields: Partial<AtriumError.IOptions> = {}): AtriumError {
  return new AtriumError({ code, status: code === 'unreachable' ? 0 : 400, message: `No: ${code}.`, ...fields });
}

/** This hub's Atrium, with the given operations; all others fail. */
export class FakeAtrium implements IAtrium {
  readonly address = `https://${OWN_HUB}/`;
  readonly changed = new Signal<this, void>(this);
  readonly worksChanged = new Signal<this, string | null>(this);
  readonly logIn = jest.fn();
  readonly refresh = jest.fn();
  readonly client: Client;
  status: AtriumStatus = 'ready';
  me: Me | null = aMe();
  error: AtriumError | null = null;

  constructor(operations: Partial<Record<keyof Client, jest.Mock>> = {}) {
    this.client = new Proxy({} as Client, {
      get: (_, id: string) => operations[id as keyof Client] ?? (() => Promise.reject(aRefusal('not-found')))
    });
  }

  announce(work: string | null): void {
    this.worksChanged.emit(work);
  }
}

/** A person's files, without copies unless some are given. */
export function aWorkspace(fields: Partial<IWorkspace> = {}): IWorkspace {
  const missing = (): never => {
    throw new Error('Nobody said what this does.');
  };
  return {
    scan: missing,
    send: missing,
    remember: missing,
    open: missing,
    copies: async () => [],
    ofCopy: missing,
    preflight: missing,
    ...fields
  };
}

export function aGallery(atrium: IAtrium = new FakeAtrium(), workspace: IWorkspace = aWorkspace()): IGallery {
  const mine = new MineModel(atrium, workspace);
  const status = (folder: string): Promise<CopyStatus> => workspace.ofCopy({ job: 'copy-status', folder }).result;
  return {
    gallery: new GalleryModel(atrium),
    mine,
    questions: new Questions({ mine, status }),
    openings: new Openings(atrium, workspace),
    covers: new Covers(atrium),
    preflights: workspace,
    settings: new GallerySettings(),
    updateSettings: new UpdateSettings()
  };
}

/** A promise that is settled by hand. */
export function aPending<T>(): { promise: Promise<T>; resolve: (value: T) => void; reject: (error: Error) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** Lets every promise that can be settled be settled. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await Promise.resolve();
  }
}
