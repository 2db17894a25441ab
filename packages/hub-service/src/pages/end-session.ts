// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { markup } from './markup.ts';
import { act, page } from './page.ts';
import { PAGES } from './table.ts';

/** What the button in the header is bound to: its own session. */
export const SESSION_TARGET = { object: ['session'], version: '' } as const;

/** Ends the session of this browser. */
export const endSession = act(PAGES.endSession, {
  find: async ({ caller }) => ({ ...SESSION_TARGET, back: 'logged-out', thing: caller }),
  run: async ({ ports, session, stores, request, reply }) => {
    await stores.sessions.remove(session.id);
    reply.header('set-cookie', ports.logins.forget(request));
    return { next: 'logged-out' };
  }
});

/** The page after it. */
export const loggedOut = page(PAGES.loggedOut, async ({ ports: { config } }) => ({
  title: 'Logged out',
  body: markup`<h1>You are logged out of Atrium’s pages</h1>
<p class="lead">${
    config.access.kind === 'hub' &&
    markup`JupyterHub still knows you: <a href="${config.access.hostUrl}${config.access.baseUrl}hub/logout">log out there too</a>, if others use this computer.`
  }</p><p class="gap"><a class="button" href="${config.prefix}">Log in again</a></p>`
}));
