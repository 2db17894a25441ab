// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FastifyRequest } from 'fastify';
import { NotAllowedError } from '../errors.ts';

/**
 * Refuses calls that a page of another site made.
 *
 * Needed where the credential is added by a proxy for whoever the browser's cookie names: there, any page could act.
 *
 * @throws NotAllowedError
 */
export function demandSameOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (isForeign || (origin !== undefined && URL.parse(origin)?.host !== host)) {
    throw new NotAllowedError('A page of another site may not use this service. Open Atrium in JupyterLab.');
  }
}
