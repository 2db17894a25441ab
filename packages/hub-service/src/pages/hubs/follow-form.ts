// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hubOf } from '../../hub.ts';
import { LogFormatError } from '../../log/format/index.ts';
import { PeerFetchError, PeerFollowError } from '../../peers/errors.ts';
import type { Candidate } from '../../peers/present.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, page, type View } from '../page.ts';
import { PAGES } from '../table.ts';
import { countWords, quoted } from '../words.ts';
import { choice } from './hub.ts';
import { MODES, REVIEWS } from './subject.ts';

/** Shows whose hub an address is, so that an admin can compare its key. */
export const followForm = page(PAGES.followForm, async call => {
  const address = call.query.get('address') ?? '';
  try {
    return followView(call, await call.ports.following.inspect(address), null);
  } catch (error) {
    if (error instanceof PeerFetchError || error instanceof PeerFollowError || error instanceof LogFormatError) {
      return awayView(call, address, error.message);
    }
    throw error;
  }
});

/** Draws the facts and the form. */
export async function followView(call: PageCall, candidate: Candidate, sentence: string | null): Promise<View> {
  const { ports } = call;
  const { descriptor, fingerprints } = candidate;
  const known = await ports.peers.find(descriptor.id);
  const isOwn = descriptor.id === hubOf(ports.config).id;
  return {
    title: `Follow ${descriptor.name}`,
    entry: 'hubs',
    ...(sentence === null ? {} : { status: 409 }),
    body: markup`${sentence !== null && markup`<p class="notice warning" role="alert">${sentence}</p>`}
<h1>Follow ${quoted(descriptor.name)}</h1>
<dl class="facts"><dt>Hub</dt><dd><bdi>${descriptor.id}</bdi></dd><dt>Address</dt><dd><bdi>${candidate.address}</bdi></dd>
<dt>Operator</dt><dd>${quoted(descriptor.operator ?? 'not named')}</dd><dt>Log</dt><dd>${countWords(candidate.size, 'entry').replace('entrys', 'entries')}, generation ${candidate.generation}</dd>
<dt>Latest</dt><dd>${candidate.latest.length === 0 ? 'nothing yet' : candidate.latest.map(({ title, authors }) => markup`<p>${quoted(title)} <span class="meta">${quoted(authors.join(', '))}</span></p>`)}</dd>
<dt>Key</dt><dd>${fingerprints.map(each => markup`<p><code>${each}</code></p>`)}</dd></dl>
${known || isOwn ? markup`<p class="gap">${isOwn ? 'This is your own hub.' : 'This hub is followed already.'}</p>` : form(call, candidate)}`
  };
}

/** What a form carries of a candidate, and its confirm token is bound to. */
export function objectOf(candidate: Candidate): readonly [string, string] {
  return [candidate.descriptor.id, JSON.stringify(candidate)];
}

function form(call: PageCall, candidate: Candidate): Markup {
  const object = objectOf(candidate);
  return markup`<form method="post" action="${call.ports.config.prefix}hubs">${call.confirm(PAGES.followHub, { object, version: '' })}
<input type="hidden" name="candidate" value="${object[1]}">
${
  candidate.isElsewhere
    ? markup`<div class="field"><label for="fingerprint">Fingerprint of its key, from its operator</label><input type="text" id="fingerprint" name="fingerprint" maxlength="100"><p class="meta small">This address is not the one the hub calls itself by. Type what its operator told you by another way.</p></div>`
    : markup`<p class="gap"><label class="row"><input type="checkbox" name="compared" value="yes"> <span>I compared the key by another way: by telephone, by mail, or in person</span></label></p>`
}
${choice('mode', 'Its works', MODES.slice(0, 3), 'listed')}${choice('review', 'Review', REVIEWS, 'none')}
<p class="gap"><button class="primary">Follow ${candidate.descriptor.name}</button></p></form>`;
}

function awayView({ ports }: PageCall, address: string, why: string): View {
  return {
    title: 'Follow a hub',
    entry: 'hubs',
    status: 409,
    body: markup`<h1>Follow a hub</h1><p class="lead">Nothing to follow was found at ${quoted(address)}. ${why}</p>
<p class="gap"><a class="button" href="${ports.config.prefix}hubs">Enter another address</a></p>`
  };
}
