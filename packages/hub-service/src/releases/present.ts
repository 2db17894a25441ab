// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Release } from '@jupyter-atrium/api';
import { withdrawalOf } from '../auth/audience.ts';
import type { ReleaseRow } from './store.ts';

/** Writes a release as lists show it. */
export function presentRelease(release: ReleaseRow): Release {
  const { label, manifest, filesDigest, by, note, files, bytes, changes, state } = release;
  const createdAt = new Date(release.createdAt).toISOString();
  return {
    label,
    manifest,
    filesDigest,
    createdAt,
    by,
    note,
    files,
    bytes,
    changes,
    state,
    withdrawal: withdrawalOf(release)
  };
}
