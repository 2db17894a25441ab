// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Commands of this package that nobody else needs to name. */
export const LocalCommandIDs = {
  cite: 'atrium:cite',
  copyLink: 'atrium:copy-link',
  nextCellToDecide: 'atrium:next-cell-to-decide',
  openWorkByLink: 'atrium:open-work-by-link',
  searchWorks: 'atrium:search-works'
} as const;
