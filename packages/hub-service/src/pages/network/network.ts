// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { LogStatus } from '../../log/hub-log.ts';
import { makeSigner, newSeed, recoveryName, writeRecoveryKey } from '../../log/format/index.ts';
import { icon } from '../icons.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, page, type View } from '../page.ts';
import { PAGES } from '../table.ts';
import { countWords } from '../words.ts';
import { addressOf, endOf, targetOf } from './subject.ts';

/** How this hub takes part in the network, or how to begin. */
export const networkPage = page(PAGES.network, async call => networkView(call, null));

/**
 * Draws the page.
 *
 * @param sentence - what was wrong with what was typed; null: nothing
 */
export async function networkView(call: PageCall, sentence: string | null): Promise<View> {
  const { hubLog, entries } = call.ports;
  const head = await entries.head();
  if (head && hubLog.status.kind === 'off') {
    await hubLog.publish();
  }
  return {
    title: 'Network',
    entry: 'hubs',
    ...(sentence === null ? {} : { status: 422 }),
    body: markup`<h1>Network</h1>${head ? await on(call, hubLog.status, head.hubId) : off(call, sentence)}`
  };
}

async function on({ ports }: PageCall, status: LogStatus, hubId: string): Promise<Markup> {
  const { works, releases } = await ports.logged.counts();
  return markup`${verdict(status)}
<dl class="facts"><dt>Hub</dt><dd><bdi>${hubId}</bdi></dd>
<dt>Address</dt><dd><a href="${ports.config.publicUrl ?? ''}">${ports.config.publicUrl ?? ''}</a></dd>
<dt>Shared</dt><dd>${countWords(works, 'work')}, ${countWords(releases, 'release')}</dd>
${
  status.kind === 'well' &&
  markup`<dt>Log</dt><dd>${countWords(status.size, 'signed line')}, generation ${status.generation}</dd>
<dt>Fingerprint</dt><dd><pre class="copy">${status.fingerprint}</pre><p class="meta small">Tell it to operators who want to follow this hub by another way than this address: by telephone, or on paper. They compare it with what they see.</p></dd>`
}</dl>
<p class="group meta small">Keys are changed where the service runs: <code>atrium hub rotate</code> replaces the key that signs, <code>atrium hub recover</code> begins a new log by the printed recovery key. Anybody can check the log: <code>atrium verify ${ports.config.publicUrl ?? ''}</code></p>`;
}

function verdict(status: LogStatus): Markup {
  if (status.kind === 'stopped') {
    return markup`<p class="verdict" role="alert">${icon('stop')}<span><b>Nothing is signed.</b> ${status.why}</span></p>`;
  }
  const words =
    status.kind === 'well' && status.isRotating
      ? 'Other hubs can follow this one. Its key is being replaced: for thirty days both keys sign.'
      : 'Other hubs can follow this one.';
  return markup`<p class="verdict" role="status">${icon('ok')}<span>${words}</span></p>`;
}

function off(call: PageCall, sentence: string | null): Markup {
  const address = addressOf(call.ports.config);
  return markup`${sentence !== null && markup`<p class="notice warning gap" role="alert">${sentence}</p>`}
<p class="lead">The network is off: other hubs cannot follow this one, and nothing tells them that it exists. Once it is on, works for the network or for the public can be listed by every hub that follows this one, and read by whoever can reach this address. Works for this hub or for named people never leave it.</p>
${'fault' in address ? markup`<p class="notice warning gap" role="alert">${address.fault}</p>` : form(call, address.id)}`;
}

/** The private half of the recovery key is on this page and nowhere else: not in the database, not in the form. */
function form(call: PageCall, id: string): Markup {
  const seed = newSeed();
  const words = writeRecoveryKey(seed);
  const vkey = makeSigner(recoveryName(id), seed).vkey.text;
  const end = endOf(words, vkey);
  return markup`<h2 class="group">1. The address</h2>
<p class="lead">Other hubs will know this one as <b><bdi>${id}</bdi></b>, for good: works are named by it.${!(call.ports.config.publicUrl ?? '').startsWith('https:') && ' It begins with http, not https: hubs of others will refuse it.'}</p>
<h2 class="group">2. The recovery key</h2>
<p class="lead">If the key of the log is ever lost or stolen, only this recovery key brings your followers back. Print it and keep the paper off this machine. It is shown this once and kept nowhere.</p>
<pre class="copy">${words}</pre>
<form method="post" action="${call.ports.config.prefix}network">${call.confirm(PAGES.turnOnNetwork, targetOf(vkey, end))}
<input type="hidden" name="recovery" value="${vkey}"><input type="hidden" name="end" value="${end}">
<div class="field"><label for="typed">Its last four letters, from the paper</label><input type="text" id="typed" name="typed" maxlength="4" autocomplete="off" spellcheck="false"></div>
<p class="gap"><button class="primary">Turn the network on</button></p></form>`;
}
