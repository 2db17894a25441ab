// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Asker } from '../../auth/audience.ts';
import { FileNotFoundError, WorkNotFoundError } from '../../errors.ts';
import { readableRelease } from '../../releases/readable.ts';
import { sendStored } from '../../stored-bytes.ts';
import { type PageCall, page } from '../page.ts';
import { PAGES } from '../table.ts';
import { ID } from './id.ts';

/** Saves one file: always bytes to keep, never a page of ours. */
export const workFile = page(PAGES.workFile, call => saveFile(call, call.caller));

/** Sends it to whoever asks; nobody known gets what is public. */
export async function saveFile(
  { params, query, ports, request, reply }: PageCall,
  asker: Asker
): Promise<PageCall['reply']> {
  const { work: id = '', '*': path = '' } = params;
  if (!ID.test(id)) {
    throw new WorkNotFoundError();
  }
  const { work, release } = await readableRelease(ports, asker, id, query.get('release'));
  if (work.home) {
    await ports.foreignContent.bring(work, release, [path]);
  }
  const file = await ports.files.ofPath(id, release.seq, path);
  if (!file) {
    throw new FileNotFoundError(path);
  }
  return sendStored(ports, { ...file, name: path.slice(path.lastIndexOf('/') + 1) }, request, reply);
}
