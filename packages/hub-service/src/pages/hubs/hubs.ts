// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { sizeWords } from '../../size-words.ts';
import type { PeerRow } from '../../peers/store.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, page } from '../page.ts';
import { PAGES } from '../table.ts';
import { ago, countWords, quoted } from '../words.ts';
import { MODES, placeOf, STATES } from './subject.ts';

/** The hubs that are followed, and how it goes. */
export const hubsPage = page(PAGES.hubs, async ({ ports }) => {
  const peers = await ports.peers.all();
  const counts = await ports.peers.counts();
  return {
    title: 'Hubs',
    entry: 'hubs',
    body: markup`<h1>Hubs</h1>
<p class="lead">Works of these hubs hang in this gallery. What a hub says is taken only if it is signed with the key you compared.</p>
${peers.length === 0 ? markup`<p class="gap">No hub is followed yet.</p>` : table(peers.map(peer => row(ports, peer, counts.get(peer.id))))}
<h2 class="group">Follow a hub</h2>
<form method="get" action="${ports.config.prefix}hubs/follow"><div class="field"><label for="address">Its address</label><input type="text" id="address" name="address" maxlength="500" placeholder="https://hub.example/services/atrium/"><p class="meta small">Nothing is followed before you have seen whose it is.</p></div>
<p class="gap"><button class="primary">Look at this hub</button></p></form>
<p class="group"><a href="${ports.config.prefix}network">Let other hubs follow this one</a></p>`
  };
});

function table(rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" role="region" aria-label="Followed hubs" tabindex="0"><table class="rows"><thead><tr><th scope="col">Hub</th><th scope="col">State</th><th scope="col">Works</th><th scope="col">Entries</th><th scope="col">Kept here</th><th scope="col">Last heard</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

type Counts = { works: number; waiting: number; keptBytes: number };

function row(ports: PageCall['ports'], peer: PeerRow, counts: Counts | undefined): Markup {
  const { works, waiting, keptBytes } = counts ?? { works: 0, waiting: 0, keptBytes: 0 };
  const now = ports.clock.now();
  const mode =
    peer.mode === 'muted' || peer.mode === 'blocked' ? MODES.find(([each]) => each === peer.mode)?.[1] : null;
  return markup`<tr><th scope="row"><a href="${ports.config.prefix}${placeOf(peer.id)}">${quoted(peer.name)}</a><p class="meta small"><bdi>${peer.id}</bdi></p></th>
<td>${mode ?? STATES[peer.state]}${peer.fault !== null && markup`<p class="meta small">${peer.fault}</p>`}</td>
<td class="number">${works}${waiting > 0 && markup`<p class="meta small">${countWords(waiting, 'work')} wait</p>`}</td>
<td class="number">${peer.size}</td>
<td class="number">${sizeWords(keptBytes)} of ${sizeWords(peer.quotaBytes)}</td>
<td class="when">${peer.succeededAt === null ? 'never' : ago(peer.succeededAt, now)}</td></tr>`;
}
