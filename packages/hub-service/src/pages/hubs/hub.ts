// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sizeWords } from '../../size-words.ts';
import { fingerprintOf, parseVkey } from '../../log/format/index.ts';
import type { PeerRow } from '../../peers/store.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, page, type View } from '../page.ts';
import { PAGES, type PageRow } from '../table.ts';
import { ago, quoted } from '../words.ts';
import { findHub, MODES, REVIEWS, STATES, versionOf } from './subject.ts';

const GIB = 1024 ** 3;

/** A followed hub, and what an admin may decide about it. */
export const hubPage = page(PAGES.hub, async call => hubView(call, await findHub(call.ports, call.query.get('id'))));

/** Draws it. */
export async function hubView(call: PageCall, peer: PeerRow): Promise<View> {
  const { ports } = call;
  const notes = await ports.peers.notes(peer.id);
  const isPaused = peer.state === 'paused';
  return {
    title: peer.name,
    entry: 'hubs',
    body: markup`<h1>${quoted(peer.name)}</h1>
<p class="verdict" role="status"><span><b>${STATES[peer.state]}.</b> ${peer.fault}</span></p>
${facts(call, peer)}
<div class="group row">${button(call, PAGES.checkHub, peer, 'Check now')} ${isPaused ? button(call, PAGES.resumeHub, peer, 'Let it go on') : button(call, PAGES.pauseHub, peer, 'Pause')}</div>
<h2 class="group">What it may bring</h2>
<form method="post" action="${ports.config.prefix}hubs/change">${hidden(call, PAGES.changeHub, peer)}
${choice('mode', 'Its works', MODES, peer.mode)}${choice('review', 'Review', REVIEWS, peer.review)}
<div class="field"><label for="quota">Content kept here, in GiB</label><input type="text" id="quota" name="quota" inputmode="decimal" maxlength="8" value="${String(peer.quotaBytes / GIB)}"></div>
<p class="gap"><button class="primary">Save</button></p></form>
<h2 class="group">Leave</h2><p>Its works go from this gallery. Copies people opened stay theirs. What it erased stays erased.</p>
<p class="gap">${button(call, PAGES.leaveHub, peer, 'Stop following this hub')}</p>
${notes.length > 0 && markup`<h2 class="group">Entries that were skipped</h2><ul>${notes.map(({ entry, words }) => markup`<li>${entry}: ${words}</li>`)}</ul>`}`
  };
}

/** A list to choose one of. */
export function choice(
  name: string,
  label: string,
  choices: readonly (readonly [string, string])[],
  chosen: string
): Markup {
  return markup`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(
    ([word, words]) => markup`<option value="${word}"${word === chosen && markup` selected`}>${words}</option>`
  )}</select></div>`;
}

function facts({ ports }: PageCall, peer: PeerRow): Markup {
  const { descriptor } = peer;
  const now = ports.clock.now();
  return markup`<dl class="facts"><dt>Hub</dt><dd><bdi>${peer.id}</bdi></dd><dt>Operator</dt><dd>${quoted(peer.operator || 'not named')}</dd>
<dt>Abuse</dt><dd>${quoted(descriptor.abuse ?? 'not named')}</dd><dt>Key</dt><dd>${peer.vkeys.map(text => markup`<code>${fingerprintOf(parseVkey(text))}</code> `)}</dd>
<dt>Log</dt><dd>${peer.size} entries, generation ${peer.generation}</dd><dt>Room</dt><dd>${sizeWords(peer.quotaBytes)}</dd>
<dt>Heard</dt><dd>${peer.succeededAt === null ? 'never' : ago(peer.succeededAt, now)}</dd></dl>`;
}

function button(call: PageCall, act: PageRow, peer: PeerRow, words: string): Markup {
  return markup`<form class="row" method="post" action="${call.ports.config.prefix}${act.path.slice(1)}">${hidden(call, act, peer)}<button>${words}</button></form>`;
}

function hidden(call: PageCall, act: PageRow, peer: PeerRow): Markup {
  return markup`${call.confirm(act, { object: [peer.id], version: versionOf(peer) })}<input type="hidden" name="hub" value="${peer.id}">`;
}
