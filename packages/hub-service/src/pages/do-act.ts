// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readConfirm } from '../auth/confirm.ts';
import { NotAllowedError } from '../errors.ts';
import { markup } from './markup.ts';
import type { Act, ActCall, OpenAct, View } from './page.ts';

/** Where an act leads: to another page, or to a page that asks again. */
export type Outcome = { next: string } | { view: View };

const LATE = 'This page was open for more than ten minutes, so nothing was saved yet. Look at it again, then save.';
const CHANGED = 'Somebody changed this while the page was open, so nothing was saved yet. Look at it again, then save.';

/**
 * Does an act, once, for a form that this session's page drew of the thing as it is now; together with its audit row.
 *
 * @throws NotAllowedError for a form that did not come from such a page
 */
export async function doAct(act: Act, call: Omit<ActCall, 'stores'>): Promise<Outcome> {
  const done = await tryAct(act, call);
  // Drawn after the transaction: pages read by ports that would wait for its end.
  return 'next' in done ? done : { view: await askAgain(call.ports.config.prefix, done.open, done.sentence) };
}

type Tried = { next: string } | { open: OpenAct; sentence: string };

async function tryAct(act: Act, call: Omit<ActCall, 'stores'>): Promise<Tried> {
  return call.ports.change(async stores => {
    const inside: ActCall = { ...call, stores };
    const open = await act.open(inside);
    const { kind, nonce, expiresAt } = confirmationOf(act, inside, open);
    // Pressed twice: it is done, and the second press shows it.
    if (await stores.sessions.isSpent(nonce)) {
      return { next: open.back };
    }
    const sentence = kind === 'good' ? open.fault : kind === 'late' ? LATE : CHANGED;
    if (sentence !== null) {
      return { open, sentence };
    }
    if (!(await stores.sessions.spend(nonce, expiresAt))) {
      return { next: open.back };
    }
    return { next: await run(act, inside, open) };
  });
}

function confirmationOf(act: Act, { ports, session, form }: ActCall, { object, version }: OpenAct) {
  const confirmation = readConfirm(ports.key, ports.clock, form.get('confirm') ?? '', {
    session: session.id,
    act: act.row.id,
    object: JSON.stringify(object),
    version
  });
  if (confirmation.kind === 'foreign') {
    throw new NotAllowedError('This form did not come from a page of yours, so nothing was done. Open the page again.');
  }
  return confirmation;
}

async function run(act: Act, { stores, session, caller }: ActCall, open: OpenAct): Promise<string> {
  const { next, object = open.object[0], detail = {}, undo = null } = await open.run();
  if (act.row.audit !== null) {
    const { person, tokenId } = caller;
    await stores.audit.append({ person, tokenId, act: act.row.audit, object, detail });
  }
  await stores.sessions.setUndo(session.id, undo);
  return next;
}

async function askAgain(prefix: string, { refuse, back }: OpenAct, sentence: string): Promise<View> {
  return refuse
    ? refuse(sentence)
    : {
        title: 'Not done yet',
        status: 409,
        body: markup`<h1>Not done yet</h1>
<p class="lead">${sentence}</p>
<p class="gap"><a class="button primary" href="${prefix}${back}">Look at it again</a></p>`
      };
}
