// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { NotFoundError } from '../../errors.ts';
import { hubOf } from '../../hub.ts';
import type { Candidate } from '../../peers/present.ts';
import type { PeerRow } from '../../peers/store.ts';
import { newPeer, setMode } from '../../peers/present.ts';
import { type ActCall, type ActParts, act, type Target } from '../page.ts';
import { PAGES, type PageRow } from '../table.ts';
import { followView, objectOf } from './follow-form.ts';
import { choiceOf, findHub, MODES, placeOf, REVIEWS, versionOf } from './subject.ts';

const GIB = 1024 ** 3;
const MOST_GIB = 100_000;

type Wanted = { candidate: Candidate; isCompared: boolean };

/** Follows a hub whose key was compared. */
export const followHub = act<Wanted>(PAGES.followHub, {
  find: async ({ form }) => {
    // The confirm token is bound to it: it is what our own page showed.
    const candidate = readCandidate(form.get('candidate') ?? '');
    return {
      object: objectOf(candidate),
      version: '',
      back: 'hubs',
      thing: { candidate, isCompared: isCompared(form, candidate) }
    };
  },
  fault: ({ candidate, isCompared: is }) =>
    is
      ? null
      : candidate.isElsewhere
        ? 'This is not the fingerprint of its key. Do not follow this hub before its operator has told you the right one.'
        : 'Compare the key with what the hub’s operator tells you by another way, then say so.',
  refuse: (call, { candidate }, sentence) => followView(call, candidate, sentence),
  run: async ({ ports, stores, caller, form }, { candidate }) => {
    const { id } = candidate.descriptor;
    if ((await stores.peers.find(id)) || id === hubOf(ports.config).id) {
      throw new NotFoundError();
    }
    const mode = choiceOf(MODES, form.get('mode')) ?? 'listed';
    const review = choiceOf(REVIEWS, form.get('review')) ?? 'none';
    await stores.peers.add(newPeer(candidate, { mode, review, person: caller.person, clock: ports.clock }));
    soon(() => ports.following.check(id));
    const [key = ''] = candidate.fingerprints;
    return { next: placeOf(id), object: id, detail: { mode, review, key, size: candidate.size } };
  }
});

/** Asks a hub now. */
export const checkHub = hubAct(PAGES.checkHub, async ({ ports, stores }, peer) => {
  await stores.peers.change(peer.id, { nextPollAt: 0 });
  soon(() => ports.following.check(peer.id));
  return {};
});

/** Asks it no more, until somebody lets it go on. */
export const pauseHub = hubAct(PAGES.pauseHub, async ({ stores }, peer) => {
  await stores.peers.change(peer.id, { state: 'paused', fault: 'An administrator paused it.' });
  return {};
});

/** Lets it go on, with all that it brought too much. */
export const resumeHub = hubAct(PAGES.resumeHub, async ({ ports, stores }, peer) => {
  const freeSize = Math.max(peer.freeSize, peer.seenSize);
  await stores.peers.change(peer.id, { state: 'following', fault: null, freeSize, nextPollAt: 0 });
  soon(() => ports.following.check(peer.id));
  return { freeSize };
});

/** Changes what it may bring. */
export const changeHub = hubAct(PAGES.changeHub, async ({ ports, stores, form }, peer) => {
  const mode = choiceOf(MODES, form.get('mode')) ?? peer.mode;
  const review = choiceOf(REVIEWS, form.get('review')) ?? peer.review;
  const quota = Number(form.get('quota'));
  const quotaBytes = quota > 0 && quota <= MOST_GIB ? Math.round(quota * GIB) : peer.quotaBytes;
  await stores.peers.change(peer.id, { review, quotaBytes });
  if (mode !== peer.mode) {
    await setMode(stores, { ...peer, review, quotaBytes }, mode);
    soon(() => ports.following.check(peer.id));
  }
  return { mode, review, quotaBytes };
});

/** Follows it no more. */
export const leaveHub = hubAct(
  PAGES.leaveHub,
  async ({ stores }, peer) => {
    await stores.shelf.clear(peer.id);
    await stores.peers.remove(peer.id);
    return { size: peer.size };
  },
  () => 'hubs'
);

type Detail = Readonly<Record<string, string | number | boolean | null>>;

function hubAct(
  row: PageRow,
  run: (call: ActCall, peer: PeerRow) => Promise<Detail>,
  next: (peer: PeerRow) => string = peer => placeOf(peer.id)
): ReturnType<typeof act> {
  const parts: ActParts<PeerRow> = {
    find: async ({ stores, form }): Promise<Target<PeerRow>> => {
      const peer = await findHub(stores, form.get('hub'));
      return { object: [peer.id], version: versionOf(peer), back: placeOf(peer.id), thing: peer };
    },
    run: async (call, peer) => ({ detail: await run(call, peer), next: next(peer) })
  };
  return act(row, parts);
}

/** After the act’s transaction, which has the only connection. */
function soon(act: () => Promise<void>): void {
  setImmediate(() => void act());
}

function isCompared(form: URLSearchParams, { isElsewhere, fingerprints }: Candidate): boolean {
  const typed = (form.get('fingerprint') ?? '').toLowerCase().replaceAll(/[^a-z2-7]/g, '');
  return isElsewhere ? fingerprints.some(each => each.replaceAll(' ', '') === typed) : form.get('compared') === 'yes';
}

function readCandidate(text: string): Candidate {
  try {
    const candidate = JSON.parse(text) as Candidate;
    return { ...candidate, descriptor: { ...candidate.descriptor } };
  } catch {
    throw new NotFoundError();
  }
}
