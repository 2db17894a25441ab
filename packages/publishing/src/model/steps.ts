// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Draft } from '@jupyter-atrium/api';
import { fileChanges } from '@jupyter-atrium/connection';
import { cardOf, prefill, takeUp, writtenIn } from './card-form';
import { acknowledged, openFindings } from './findings';
import type { Look } from './looking';
import type { Choices, LastUsed } from './ports';
import type { Order } from './sending';
import { type PublishState, audienceOf, baseOf, coverOf, readersOf } from './state';

/** What a visit begins with. */
export type Beginning = {
  readonly choices: Choices | null;
  readonly lastUsed: LastUsed;
  readonly draft: Draft | null;
};

/** Takes up what was chosen at an earlier visit. */
export function afterBeginning(state: PublishState, { choices, lastUsed, draft }: Beginning): PublishState {
  return {
    ...state,
    lastUsed,
    draft,
    withOutputs: lastUsed.withOutputs,
    ...(choices && chosen(state, choices))
  };
}

function chosen({ form }: PublishState, { card, answers, ...choices }: Choices): Partial<PublishState> {
  return { ...choices, answers: new Set(answers), form: takeUp(form, card) };
}

/** Shows what a look at the files found; what the person chose stays. */
export function afterLook(state: PublishState, { scan, before, draft }: Look): PublishState {
  const checks = draft?.sealed?.filesDigest === scan.filesDigest ? draft.sealed.checks : scan.checks;
  const found = new Set(checks.map(check => check.id));
  const next = { ...state, scan, before, draft, checks, isLooking: false, looked: null };
  const { at } = state.phase;
  const isAnew = at === 'looking' || at === 'failed' || (at === 'stopped' && !draft);
  return {
    ...withPrefill(next),
    // A finding that is still there was not fixed after all.
    fixed: state.fixed.filter(({ group }) => group.checks.every(check => !found.has(check.id))),
    comparisons: stillTrue(next),
    phase: isAnew ? firstPhase(draft) : state.phase
  };
}

/** Fills untouched fields anew, because what they come from changed. */
export function withPrefill(state: PublishState): PublishState {
  const { scan, me, lastUsed, form } = state;
  return scan ? { ...state, form: prefill(form, { scan, me, lastUsed, before: baseOf(state) }) } : state;
}

/** Lets go of what was said about the last try. */
export function withoutTrouble({ phase }: PublishState): Pick<PublishState, 'phase'> {
  return { phase: phase.at === 'ready' ? { at: 'ready', trouble: null } : phase };
}

/** What is remembered while a source is not published. */
export function choicesOf(state: PublishState): Choices {
  const { withOutputs, leaveOut, cover, audience, readers, isNewWork } = state;
  return {
    ...{ withOutputs, leaveOut, cover, audience, readers, isNewWork },
    answers: [...state.answers],
    card: writtenIn(state.form)
  };
}

/** What is remembered of a source after it was published: what concerns its files. */
export function choicesAfter({ withOutputs, leaveOut }: PublishState): Choices {
  return {
    ...{ withOutputs, leaveOut, answers: [], card: {}, cover: null, audience: null, readers: null },
    isNewWork: false
  };
}

/** What is proposed for the next work. */
export function lastUsedOf(state: PublishState): LastUsed {
  const { licence, authors } = state.form;
  return { licence: licence ?? null, authors, audience: audienceOf(state), withOutputs: state.withOutputs };
}

/** What the person reviewed, as the sender takes it. */
export function orderOf(state: PublishState, parts: Pick<Order, 'cover' | 'keyOf'>): Order | null {
  const { scan, form, answers, source, withOutputs, leaveOut } = state;
  if (!scan) {
    return null;
  }
  const base = baseOf(state);
  const audience = audienceOf(state);
  return {
    ...parts,
    draft: state.draft,
    work: base?.page.id ?? null,
    baseManifest: base?.release.manifest ?? null,
    source: { source, withOutputs, leaveOut },
    bytes: scan.bytes,
    filesDigest: scan.filesDigest,
    card: cardOf(form, scan, base),
    coverBefore: coverOf(state).kind === 'before' ? (base?.page.card.cover ?? null) : null,
    label: form.label,
    note: form.note.trim(),
    audience,
    readers: audience === 'private' ? [...readersOf(state)] : [],
    madeFrom: scan.madeFrom ? [scan.madeFrom] : [],
    acknowledge: checks => acknowledged(checks, answers, form),
    needsPerson: checks => openFindings(checks, answers).some(check => check.level !== 'note')
  };
}

function firstPhase(draft: Draft | null): PublishState['phase'] {
  if (!draft) {
    return { at: 'ready', trouble: null };
  }
  const { total, received, sealed } = draft;
  const percent = sealed ? 100 : total ? Math.min(100, Math.floor((100 * received) / total)) : null;
  return { at: 'stopped', percent, trouble: null };
}

/** Comparisons of files that are still the same. */
function stillTrue(state: PublishState): PublishState['comparisons'] {
  const base = baseOf(state);
  const changes = base && state.scan ? fileChanges(base.release.entries, state.scan.files) : [];
  return new Map(
    changes.flatMap(({ path, before, after }) => {
      const comparison = state.comparisons.get(path);
      const isTrue = comparison?.of === `${before?.digest ?? ''}>${after?.digest ?? ''}`;
      return isTrue ? [[path, comparison]] : [];
    })
  );
}
