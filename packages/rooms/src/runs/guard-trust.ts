// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { CellModel } from '@jupyterlab/cells';
import type { ICellModel } from '@jupyterlab/cells';
import { setTrusted } from '../document/room-cells';

/**
 * Makes a model take trust only if it may, so that neither *Trust Notebook* nor anything in a document makes an output
 * of others run. Trust can always end.
 */
export function guardTrust(
  model: ICellModel,
  options: { mayTrust: () => boolean; apply: (set: () => void) => void }
): void {
  const stock = Object.getOwnPropertyDescriptor(CellModel.prototype, 'trusted');
  if (!stock?.get || !stock.set) {
    throw new Error('This JupyterLab keeps trust in another way than rooms know.');
  }
  const { get, set } = stock;
  Object.defineProperty(model, 'trusted', {
    configurable: true,
    get,
    set(this: ICellModel, isTrusted: boolean) {
      if (!isTrusted || options.mayTrust()) {
        setTrusted(model.sharedModel, isTrusted);
        options.apply(() => set.call(model, isTrusted));
      }
    }
  });
}
