// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { ServiceError } from '../errors.ts';

export class IndexRebuildingError extends ServiceError {
  override name = 'IndexRebuildingError';
  constructor() {
    super('index-rebuilding', 'The search index is being built. Try again in a minute.', { retryAfter: 10 });
  }
}
