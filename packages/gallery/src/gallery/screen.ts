// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumStatus } from '@jupyter-atrium/connection';
import type { GalleryModel } from './model';

/** What fills the panel below the search field. */
export type Screen =
  | 'loading-home'
  | 'loading-list'
  | 'home'
  | 'filters'
  | 'list'
  | 'empty-hub'
  | 'empty-collection'
  | 'no-match'
  | 'logged-out'
  | 'failed';

/** Decides what to show; what was shown stays until there is something newer. */
export function screenOf(model: GalleryModel, status: AtriumStatus): Screen {
  if (status === 'logged-out' || model.error?.code === 'not-logged-in') {
    return 'logged-out';
  }
  if (model.isFiltering && model.facets) {
    return 'filters';
  }
  return model.isHome && !model.isFiltering ? homeScreen(model) : listScreen(model);
}

function homeScreen(model: GalleryModel): Screen {
  if (!model.home) {
    return model.error ? 'failed' : 'loading-home';
  }
  const { works, otherHubs } = model.home.totals;
  return works + otherHubs === 0 ? 'empty-hub' : 'home';
}

function listScreen(model: GalleryModel): Screen {
  const { listing, place } = model;
  if (listing) {
    const empty = place.kind === 'collection' ? 'empty-collection' : 'no-match';
    return listing.hits.length > 0 ? 'list' : empty;
  }
  const canStay = model.home !== null && place.kind !== 'collection' && !model.isFiltering;
  if (model.error && !(canStay && isOffline(model))) {
    return 'failed';
  }
  return canStay ? 'home' : 'loading-list';
}

/** Whether something is shown that may be out of date, because the hub does not answer. */
export function isOffline(model: GalleryModel): boolean {
  return model.error?.code === 'unreachable';
}
