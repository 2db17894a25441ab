// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { presentWork } from '../../works/present.ts';
import { type Markup, markup } from '../markup.ts';
import { page } from '../page.ts';
import type { PagePorts } from '../ports.ts';
import { PAGES } from '../table.ts';
import { saveFile } from '../works/work-file.ts';
import { workView } from '../works/work.ts';
import { headOf } from './head.ts';
import { findPublic } from './subject.ts';

/** A public work on the web, the same for everybody: nobody is asked who they are, and nothing of them is kept. */
export const publicWork = page(PAGES.publicWork, async call => {
  const { ports, params } = call;
  const work = await findPublic(ports, params.work ?? '');
  const view = await workView(call, null, ways(ports, work.id));
  return {
    ...view,
    // Of a withdrawn one, nothing is left to cite.
    ...(work.state === 'live' ? { head: headOf(presentWork(ports.config, work)) } : {}),
    body: markup`${view.body}${foot(ports)}`
  };
});

/** One of its files. */
export const publicFile = page(PAGES.publicFile, async call => {
  await findPublic(call.ports, call.params.work ?? '');
  return saveFile(call, null);
});

/** To open it, somebody has to be at home at some hub: at this one, or elsewhere. */
function ways({ config }: PagePorts, id: string): Markup {
  return markup`<a class="button primary" href="${config.prefix}works/${id}?login=yes">Log in to open</a>
<form class="gap" action="${config.prefix}public/${id}/open"><label class="small" for="hub">At home elsewhere? Your JupyterHub’s address</label>
<input type="text" id="hub" name="hub" maxlength="500" placeholder="https://hub.example/"><button>Open on your hub</button></form>`;
}

function foot({ config }: PagePorts): Markup {
  return markup`<footer class="group meta small"><p>Published at <bdi>${config.hubName}</bdi>, by its people; what a work says is theirs.${config.contact !== null && markup` Questions and complaints: <bdi>${config.contact}</bdi>.`}</p></footer>`;
}
