// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Draft, Figure } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Client } from '@jupyter-atrium/client';
import { AtriumError } from '@jupyter-atrium/client';
import { readNotebook } from '@jupyter-atrium/notebooks';
import { withFile } from '../files/read-file.ts';
import type { PreparedFile } from '../scan/prepare-file.ts';

/**
 * Makes a figure the cover of a draft.
 *
 * @returns what names the cover; null without one
 */
export async function putPicture(
  client: Client,
  draft: Draft,
  figure: Figure | undefined,
  files: readonly PreparedFile[]
): Promise<string | null> {
  const picture = figure ? await pictureOf(figure, files) : null;
  try {
    return picture ? (await client.putCover({ params: { draft: draft.id }, body: picture })).cover : null;
  } catch (error) {
    if (error instanceof AtriumError && ['bad-content', 'too-large'].includes(error.code)) {
      // A broken picture in an output is no reason not to publish.
      return null;
    }
    throw error;
  }
}

/**
 * Reads a picture out of a notebook.
 *
 * @returns null if it is not there any more, or too large for a cover
 */
async function pictureOf(figure: Figure, files: readonly PreparedFile[]): Promise<Uint8Array | null> {
  const file = files.find(each => each.file.path === figure.path)?.file;
  if (!file) {
    return null;
  }
  const bytes = await withFile(file.place, file.path, open => open.readAt(0, LIMITS.notebookBytes));
  const reading = readNotebook(bytes);
  const output =
    reading.kind === 'notebook' ? reading.notebook.cells[figure.cell]?.outputs?.[figure.output] : undefined;
  const data = output?.data as Record<string, unknown> | undefined;
  const text = data?.[figure.mediaType];
  const picture = typeof text === 'string' ? Buffer.from(text, 'base64') : null;
  return picture && picture.length > 0 && picture.length <= LIMITS.coverBytes ? picture : null;
}
