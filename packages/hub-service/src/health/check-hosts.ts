// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Config } from '../config.ts';
import type { Finding } from './finding.ts';

/**
 * Says what the addresses of hub and service mean for safety.
 *
 * @returns nothing on one person's own machine
 */
export function hostFinding({ access, publicUrl }: Config): Finding[] {
  if (access.kind === 'solo') {
    return [];
  }
  if (publicUrl === null) {
    return [
      {
        name: 'Address',
        level: 'warning',
        value: 'Not set',
        advice: 'Set ATRIUM_PUBLIC_URL to the address of this service in browsers: links to works need it.',
        clause: 'the public address is not set'
      }
    ];
  }
  const own = new URL(publicUrl).host;
  const hub = URL.parse(access.hostUrl)?.host ?? own;
  if (own !== hub) {
    return [{ name: 'Address', level: 'ok', value: own, advice: 'Apart from people’s servers.', clause: '' }];
  }
  return [
    {
      name: 'Address',
      level: 'warning',
      value: `${own}, shared with people’s servers`,
      advice:
        'A page from somebody’s server can reach further into these pages than it should. Set subdomain_host in JupyterHub, or give Atrium a host name of its own.',
      clause: 'people’s servers share this address'
    }
  ];
}
