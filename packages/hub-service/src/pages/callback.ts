// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NotAllowedError } from '../errors.ts';
import { page } from './page.ts';
import { PAGES } from './table.ts';

/** Ends a login that comes back from JupyterHub, and goes to the page it began at. */
export const callback = page(PAGES.callback, async ({ ports, query, request, reply }) => {
  if (query.has('error')) {
    const who = ports.config.contact ?? 'your hub’s operator';
    throw new NotAllowedError(`JupyterHub did not let you in here. Ask ${who} for access to Atrium.`);
  }
  const { location, cookies } = await ports.logins.finish(request, query);
  return reply.header('set-cookie', cookies).redirect(location, 302);
});
