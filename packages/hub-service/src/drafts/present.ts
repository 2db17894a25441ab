// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Draft, Sealed } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { DraftRow, SealedRow } from './store.ts';

/** Writes a draft for its owner. */
export function presentDraft(draft: DraftRow): Draft {
  const { id, work, title, source, state, received, total, base, sealed, createdAt, touchedAt } = draft;
  const life = state === 'open' ? LIMITS.draftIdleMs : LIMITS.draftSealedMs;
  return {
    id,
    work,
    title,
    source,
    state,
    base: base && { label: base.label, manifest: base.manifest, filesDigest: base.filesDigest },
    received,
    total,
    sealed: sealed && presentSealed(sealed),
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(touchedAt + life).toISOString()
  };
}

/** Writes what sealing found. */
export function presentSealed({ filesDigest, files, bytes, needs, entry, checks }: SealedRow): Sealed {
  return { filesDigest, files, bytes, needs, entry, checks };
}
