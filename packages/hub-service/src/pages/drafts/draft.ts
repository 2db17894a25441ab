// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { type Markup, markup } from '../markup.ts';
import type { PageCall } from '../page.ts';
import { page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted } from '../words.ts';
import { type SealedDraft, findSealedDraft, secretsOf, versionOf } from './subject.ts';

/**
 * A page on which the person, and no program of theirs, says that what looks like a secret is none: one by one, with
 * nothing of it shown but its surroundings.
 */
export const draftPage = page(PAGES.draft, async call => {
  const draft = await findSealedDraft(call.ports, call.caller, call.params.draft);
  const secrets = secretsOf(draft);
  return {
    title: 'Not a secret?',
    body: markup`<h1>Not a secret?</h1>
<p class="lead">${lead(draft, secrets)}</p>
${secrets.length > 0 && markup`<ul class="listed plain">${secrets.map(check => row(call, draft, check))}</ul>`}
<p class="meta small gap">Your word stands for this text in this place, also in later releases, until you take it back. Only you see this page.</p>`
  };
});

function lead(draft: SealedDraft, secrets: readonly Check[]): Markup {
  const title = quoted(draft.title);
  const open = secrets.filter(check => check.level === 'stop').length;
  if (secrets.length === 0) {
    return markup`Nothing in ${title} looks like a secret. Go back to JupyterLab to publish it.`;
  }
  return open === 0
    ? markup`Nothing is open in ${title}. Go back to JupyterLab to publish it.`
    : markup`In ${title}, ${open === 1 ? 'this looks' : 'these look'} like what opens doors to others. Whoever may read the work could use it. Is it an example, or worn out?`;
}

function row(call: PageCall, draft: SealedDraft, check: Check): Markup {
  const isOpen = check.level === 'stop';
  const answer = isOpen ? 'none' : 'secret';
  const label = isOpen ? 'This is not a secret' : 'Take it back';
  const root = `${call.ports.config.prefix}drafts/${draft.id}`;
  return markup`<li><div>
<strong>${check.message}</strong>${check.path !== null && markup` <span class="meta">${quoted(check.path)}</span>`}
${check.because !== '' && markup`<p class="meta small">${check.because}</p>`}
${check.excerpt !== '' && markup`<p><code>${quoted(check.excerpt)}</code></p>`}
<form class="row" method="post" action="${root}/secret">${call.confirm(PAGES.answerSecret, { object: [draft.id, check.id, answer], version: versionOf(draft, check) })}
<input type="hidden" name="finding" value="${check.id}"><input type="hidden" name="answer" value="${answer}">
<button aria-label="${label}: ${check.message}">${label}</button>${!isOpen && markup`<span class="meta small">You said that this is no secret.</span>`}</form></div></li>`;
}
