// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AuditRow } from '../../audit/store.ts';
import { icon } from '../icons.ts';
import { type Markup, markup } from '../markup.ts';
import { type PageCall, page } from '../page.ts';
import { PAGES } from '../table.ts';
import { quoted, shortWords } from '../words.ts';

const PAGE = 50;

/** Who did what, newest first; with the proof that nothing of it was changed. */
export const auditLog = page(PAGES.auditLog, async ({ ports, query }) => {
  const before = Number.parseInt(query.get('before') ?? '', 10);
  const rows = await ports.audit.before(before > 0 ? before : Number.MAX_SAFE_INTEGER, PAGE + 1);
  const shown = rows.slice(0, PAGE);
  const people = await ports.people.byId(shown.map(row => row.person));
  const last = shown.at(-1);
  return {
    title: 'Audit log',
    entry: 'health',
    body: markup`<h1>Audit log</h1>${await chainWords(ports)}
<div class="scroll" role="region" aria-label="Audit log" tabindex="0"><table class="rows"><thead><tr><th scope="col">When (UTC)</th><th scope="col">Who</th><th scope="col">Act</th><th scope="col">Thing</th><th scope="col">More</th></tr></thead>
<tbody>${shown.map(row => drawRow(row, people.get(row.person)?.name))}</tbody></table></div>
${shown.length === 0 && markup`<p class="gap">Nothing was done yet.</p>`}
${rows.length > PAGE && last && markup`<p class="gap"><a class="button" href="?before=${last.seq}">Older</a></p>`}`
  };
});

async function chainWords({ auditChain }: PageCall['ports']): Promise<Markup> {
  const broken = await auditChain.firstBroken();
  return broken === null
    ? markup`<p class="verdict">${icon('ok')}<span>Each row follows from the one before: nothing was changed or left out.</span></p>`
    : markup`<p class="verdict" role="alert">${icon('stop')}<span>Row ${broken} does not follow from the one before: somebody changed the log. Compare it with a backup.</span></p>`;
}

function drawRow({ seq, at, person, act, object, detail }: AuditRow, name: string | undefined): Markup {
  const more = Object.entries(detail)
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
  return markup`<tr><td class="when"><span title="Row ${seq}">${shortWords(at)}</span></td><td>${name === undefined ? markup`<code>${person}</code>` : quoted(name)}</td><td>${act}</td><td><code>${object}</code></td><td class="meta small">${more}</td></tr>`;
}
