// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Config } from '../../config.ts';

/**
 * Tells whether a page of this origin may open a room's WebSocket: the service's own, the hub's, and below the hub's
 * host name those of people's servers. Browsers do not ask before they open one, so the service must.
 *
 * @param origin - header `Origin`; undefined: nobody's page
 * @param host - header `Host`, which counts only where the configuration does not say the public address
 */
export function isOriginAllowed(config: Config, origin: string | undefined, host: string | undefined): boolean {
  const page = origin === undefined ? null : URL.parse(origin);
  // As browsers write it: anything else is no origin.
  if (!page || page.origin !== origin || !/^https?:$/.test(page.protocol)) {
    return false;
  }
  const { publicUrl, access } = config;
  if (publicUrl !== null ? page.origin === new URL(publicUrl).origin : page.host === host) {
    return true;
  }
  const hub = access.kind === 'hub' ? URL.parse(access.hostUrl) : null;
  return hub !== null && (page.origin === hub.origin || isOneLabelBelow(page, hub));
}

function isOneLabelBelow(page: URL, hub: URL): boolean {
  const isAlike = page.protocol === hub.protocol && page.port === hub.port;
  const [, ...rest] = page.hostname.split('.');
  return isAlike && rest.join('.') === hub.hostname;
}
