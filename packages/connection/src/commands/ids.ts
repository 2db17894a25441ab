// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Commands of this package that nobody else needs to name. */
export const LocalCommandIDs = {
  followAddress: 'atrium:follow-address',
  openInBrowser: 'atrium:open-in-browser'
} as const;
