// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Ids of this package's commands, beside those in which features meet. */
export const CommandIDs = {
  /** Opens the panel for an update: `{ path?: string }`. */
  publishUpdate: 'atrium:publish-update',
  /** Opens the panel at its checks: `{ path?: string }`. */
  check: 'atrium:check'
} as const;
