// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { WorkPageModel } from './model';
import { fileName } from './tree';

/** Reads a file of a work with the page's token, and hands it to the browser to be saved. */
export async function saveFile(model: WorkPageModel, path: string): Promise<void> {
  const bytes = await model.readFile(path);
  const url = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName(path);
  link.click();
  URL.revokeObjectURL(url);
}
