// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LICENCES, type Work, licenceName } from '@jupyter-atrium/api';
import type { Asker } from '../../auth/audience.ts';
import type { ReleasedFile } from '../../content/file-store.ts';
import { readableRelease } from '../../releases/readable.ts';
import type { ReleaseRow } from '../../releases/store.ts';
import { presentWork } from '../../works/present.ts';
import type { WorkRow } from '../../works/store.ts';
import type { PagePorts } from '../ports.ts';

/** A work as its page shows it: one release, the newest or the one asked for. */
export type Subject = {
  row: WorkRow;
  work: Work;
  release: ReleaseRow;
  files: readonly ReleasedFile[];
  isNewest: boolean;
};

/**
 * Finds what a work's page shows.
 *
 * @param label - of the release; null: the newest
 * @throws WorkNotFoundError, WorkWithdrawnError, ReleaseNotFoundError
 */
export async function findSubject(
  ports: Pick<PagePorts, 'works' | 'releases' | 'files' | 'config' | 'foreignContent'>,
  asker: Asker,
  id: string,
  label: string | null
): Promise<Subject> {
  const { work: row, release } = await readableRelease(ports, asker, id, label);
  if (row.home) {
    // What does not come now is not shown; the rest is.
    await ports.foreignContent.bring(row, release, null).catch(() => undefined);
  }
  return {
    row,
    work: presentWork(ports.config, row),
    release,
    files: await ports.files.ofRelease(id, release.seq),
    isNewest: release.id === row.release?.id
  };
}

/** Names a licence, with where it can be read. */
export function licenceOf(id: string | null): { name: string; url: string | null } {
  return { name: licenceName(id), url: LICENCES.find(licence => licence.id === id)?.url ?? null };
}
