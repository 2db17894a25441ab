// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Caller } from '../auth/caller.ts';
import { holds } from '../auth/caller.ts';
import type { Config } from '../config.ts';
import { icon } from './icons.ts';
import { type Markup, markup, trusted } from './markup.ts';
import type { Entry, View } from './page.ts';
import { STYLE } from './style.ts';

/** Who looks, and what the header needs to know. */
export type Frame = {
  config: Config;
  /** Null: nobody is known. */
  caller: Caller | null;
  /** The hidden field that ends the session; null without one. */
  leave: Markup | null;
};

type HeaderEntry = { entry: Entry; words: string; path: string; right: 'access' | 'admin' };

const ENTRIES: readonly HeaderEntry[] = [
  { entry: 'gallery', words: 'Gallery', path: '', right: 'access' },
  { entry: 'collections', words: 'Collections', path: 'collections', right: 'access' },
  { entry: 'hubs', words: 'Hubs', path: 'hubs', right: 'admin' },
  { entry: 'health', words: 'Health', path: 'health', right: 'admin' }
];

/** Writes a whole page. */
export function writePage(view: View, frame: Frame): string {
  const { config, caller } = frame;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${view.title} · Atrium</title>
${view.head}
<style>${trusted(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="brand" href="${config.prefix}">${icon('atrium')}<span class="name">Atrium</span><bdi class="meta">${config.hubName}</bdi></a>
${caller && navigation(frame, caller, view.entry)}
${caller && person(frame, caller)}
</header>
<main id="main">
${view.body}
</main>
</body>
</html>
`.text;
}

function navigation({ config }: Frame, caller: Caller, entry: Entry | undefined): Markup {
  const shown = ENTRIES.filter(each => holds(caller, each.right));
  return markup`<nav aria-label="Atrium">${shown.map(each => {
    const current = each.entry === entry && markup` aria-current="page"`;
    return markup`<a href="${config.prefix}${each.path}"${current}>${each.words}</a>`;
  })}</nav>`;
}

function person({ config, leave }: Frame, caller: Caller): Markup {
  const role = holds(caller, 'admin') ? ' (admin)' : holds(caller, 'curate') ? ' (curator)' : '';
  const lab = config.access.kind === 'hub' && `${config.access.hostUrl}${config.access.baseUrl}hub/user-redirect/lab`;
  return markup`<div class="who"><span class="meta"><bdi>${caller.name}</bdi>${role}</span>
${lab !== false && markup`<a href="${lab}">JupyterLab</a>`}
${leave && markup`<form method="post" action="${config.prefix}logout">${leave}<button class="link">Log out</button></form>`}</div>`;
}
