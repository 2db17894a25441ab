// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Work } from '@jupyter-atrium/api';
import type { Config } from '../config.ts';
import { WorkNotFoundError } from '../errors.ts';
import { hubOf, workUrl } from '../hub.ts';
import type { WorkRow } from './store.ts';

/**
 * Writes a work as lists show it.
 *
 * @throws WorkNotFoundError for one whose releases are all erased: nothing is left to list
 */
export function presentWork(config: Config, work: WorkRow): Work {
  const { release } = work;
  if (!release) {
    throw new WorkNotFoundError();
  }
  return {
    id: work.id,
    url: work.home?.url ?? workUrl(config, work.id),
    hub: work.home?.hub ?? hubOf(config),
    owner: work.owner,
    audience: work.audience,
    card: release.card,
    label: release.label,
    manifest: release.manifest,
    files: release.files,
    bytes: release.bytes,
    releases: work.releases,
    copies: work.copies,
    createdAt: new Date(work.createdAt).toISOString(),
    updatedAt: new Date(work.updatedAt).toISOString(),
    state: work.state
  };
}
