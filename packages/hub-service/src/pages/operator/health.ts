// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { checkHealth } from '../../health/check-health.ts';
import { type Finding, type Level, verdictOf } from '../../health/finding.ts';
import { icon } from '../icons.ts';
import { type Markup, markup } from '../markup.ts';
import { page } from '../page.ts';
import { PAGES } from '../table.ts';

const WORDS: Readonly<Record<Level, string>> = { ok: 'Well', warning: 'To look at', stop: 'Wrong' };

/** How the service is: one sentence, then the numbers. */
export const health = page(PAGES.health, async ({ ports }) => {
  const findings = await checkHealth(ports);
  const { level, sentence, rest } = verdictOf(findings);
  return {
    title: 'Health',
    entry: 'health',
    body: markup`<h1>Health</h1>
<p class="verdict" role="status">${icon(level)}<span><b>${sentence}</b> ${rest}</span></p>
<div class="scroll" role="region" aria-label="Findings" tabindex="0"><table class="rows"><tbody>${findings.map(row)}</tbody></table></div>
<p class="group"><a href="${ports.config.prefix}audit">Audit log</a> · <a href="${ports.config.prefix}network">Network</a> <span class="meta">· Atrium ${ports.config.version}</span></p>`
  };
});

function row({ name, level, value, advice }: Finding): Markup {
  return markup`<tr><th scope="row" class="name">${name}</th><td><span class="how"><span class="light ${level}" role="img" aria-label="${WORDS[level]}"></span><span>${value}</span></span><p class="meta small narrow">${advice}</p></td><td class="meta small wide">${advice}</td></tr>`;
}
