// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import type { JobRequest } from '@jupyter-atrium/api';
import type { Client, ClientOptions } from '@jupyter-atrium/client';
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
  const address = withSlash(configured) || (isHub ? hubAddress() : URLExt.join(settings.baseUrl, 'atrium/'));
  const client = isHub
    ? lazyClient({
        base: address,
        token: () => PageConfig.getToken(),
        fetch: (url, init) => fetch(url, init),
        newKey: () => UUID.uuid4()
      })
    : lazyClient({
        base: address,
        // The person's own server adds the secret of its service; its own token must not travel on.
        // Without `cache` a time would be added to the query, which the contract does not know.
        fetch: (url, init) => ServerConnection.makeRequest(url, { cache: 'default', ...init }, settings),
        newKey: () => UUID.uuid4()
      });
  return { address, client };
}

/** Starts a job of the server extension; the reply streams its events as lines of JSON. */
export function startJob(
  request: JobRequest,
  settings: ServerConnection.ISettings,
  signal: AbortSignal
): Promise<Response> {
  const url = URLExt.join(settings.baseUrl, 'jupyter-atrium', 'jobs');
  return ServerConnection.makeRequest(url, { method: 'POST', body: JSON.stringify(request), signal }, settings);
}

/** Asks the server extension what this server has to run a work with. */
export function askPreflight(
  query: Readonly<Record<string, string>>,
  settings: ServerConnection.ISettings
): Promise<Response> {
  const url = URLExt.join(settings.baseUrl, 'jupyter-atrium', 'preflight') + URLExt.objectToQueryString(query);
  return ServerConnection.makeRequest(url, {}, settings);
}

/** Loads the page again: the hub then asks who is there and makes a new token. */
export function logInAgain(): void {
  window.location.reload();
}

/** A client whose code, with the contract's tables, arrives at the first call: Lab's start does not wait for it. */
function lazyClient(options: ClientOptions): Client {
  let client: Promise<Client> | null = null;
  const load = async (): Promise<Client> => {
    const { createClient } = await import('@jupyter-atrium/client');
    return createClient(options);
  };
  const call = async (id: keyof Client, input: never[]): Promise<unknown> => {
    client ??= load();
    const method = (await client)[id] as (...input: never[]) => Promise<unknown>;
    return method(...input);
  };
  return new Proxy({} as Client, {
    // A promise asks whatever it resolves with for `then`.
    get: (_target, id) => (id === 'then' ? undefined : (...input: never[]) => call(id as keyof Client, input))
  });
}

function hubAddress(): string {
  const host = PageConfig.getOption('hubHost') || window.location.origin;
  const base = PageConfig.getOption('hubPrefix').replace(/hub\/$/, '');
  return `${host}${base}services/atrium/`;
}

function withSlash(address: string): string {
  return address === '' || address.endsWith('/') ? address : `${address}/`;
}
