// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BLOB_TYPE } from '@jupyter-atrium/api';
import { type IRenderMimeRegistry, MimeModel } from '@jupyterlab/rendermime';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import { Panel } from '@lumino/widgets';
import type { BlobRef } from './blobs';

/** Reads a value that is kept beside a document. */
export type GetBlob = (digest: string) => Promise<Uint8Array>;

/** Before plain text, which may stand beside it. */
const RANK = 0;

/** Lets a notebook show values that are kept beside the document, with the trust of their cell. */
export function addBlobRenderer(rendermime: IRenderMimeRegistry, get: GetBlob): void {
  rendermime.addFactory(
    {
      safe: true,
      mimeTypes: [BLOB_TYPE],
      createRenderer: () => new BlobRenderer(rendermime, get)
    },
    RANK
  );
}

class BlobRenderer extends Panel implements IRenderMime.IRenderer {
  private readonly _rendermime: IRenderMimeRegistry;
  private readonly _get: GetBlob;

  constructor(rendermime: IRenderMimeRegistry, get: GetBlob) {
    super();
    this._rendermime = rendermime;
    this._get = get;
    this.addClass('jp-Atrium-BlobRenderer');
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const ref = model.data[BLOB_TYPE] as Partial<BlobRef> | undefined;
    if (typeof ref?.digest !== 'string' || typeof ref.mime !== 'string') {
      return;
    }
    const { digest, mime } = ref;
    const value = valueOf(mime, new TextDecoder().decode(await this._get(digest)));
    const { trusted, metadata } = model;
    const data = { [mime]: value };
    // What may not be shown without trust is not looked for by another name.
    const type = this._rendermime.preferredMimeType(data, trusted ? 'any' : 'ensure');
    if (type === undefined || type === BLOB_TYPE || this.isDisposed) {
      return;
    }
    const renderer = this._rendermime.createRenderer(type);
    this.widgets.forEach(widget => widget.dispose());
    this.addWidget(renderer);
    await renderer.renderModel(new MimeModel({ data, metadata, trusted }));
  }
}

function valueOf(mime: string, text: string): ReadonlyPartialJSONValue {
  const isJson = mime === 'application/json' || mime.endsWith('+json');
  return isJson ? (JSON.parse(text) as ReadonlyPartialJSONValue) : text;
}
