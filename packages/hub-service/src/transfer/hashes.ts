// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { BadRequestError } from '../errors.ts';

/**
 * Lets through n × 32 bytes.
 *
 * @throws BadRequestError
 */
export function demandHashes(body: Uint8Array): void {
  if (body.length === 0 || body.length % 32 !== 0) {
    throw new BadRequestError('This call takes hashes of 32 bytes each, at least one.');
  }
}
