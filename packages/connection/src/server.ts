// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { Client } from '@jupyter-atrium/client';
import { createClient } from '@jupyter-atrium/client';
import { ServerConnection } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';

/** Where this page's Atrium is, and how it is spoken to. */
export type AtriumServer = {
  /** With a final slash. */
  address: string;
  client: Client;
};

/**
 * Finds this page's Atrium: beside JupyterHub if a hub serves the page, else behind the person's own server.
 *
 * @param configured - the operator's address, needed where the hub uses subdomains; empty: found by itself
 */
export function findServer(configured: string, settings: ServerConnection.ISettings): AtriumServer {
  const isHub = PageConfig.getOption('hubUser') !== '';
  const address = configured || (isHub ? hubAddress() : URLExt.join(settings.baseUrl, 'atrium/'));
  const client = isHub
    ? createClient({
        base: address,
        token: () => PageConfig.getToken(),
        fetch: (url, init) => fetch(url, init),
        newKey: () => UUID.uuid4()
      })
    : createClient({
        base: address,
        // The person's own server adds the secret of its service; its own token must not travel on.
        fetch: (url, init) => ServerConnection.makeRequest(url, init, settings),
        newKey: () => UUID.uuid4()
      });
  return { address, client };
}

function hubAddress(): string {
  const host = PageConfig.getOption('hubHost') || window.location.origin;
  const base = PageConfig.getOption('hubPrefix').replace(/hub\/$/, '');
  return `${host}${base}services/atrium/`;
}
