// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check } from '@jupyter-atrium/api';
import { type Fault, faultsOf } from './card-form';
import { type FindingGroup, groupFindings, openFindings } from './findings';
import { type PublishState, baseOf } from './state';

/** One thing that stands between the person and publishing. */
export type Blocker =
  { readonly kind: 'field'; readonly fault: Fault } | { readonly kind: 'finding'; readonly group: FindingGroup };

/** What can be said about publishing now. */
export type Standing =
  | { readonly kind: 'wait' }
  | { readonly kind: 'no-service' }
  | { readonly kind: 'not-allowed'; readonly contact: string | null }
  | { readonly kind: 'empty' }
  | { readonly kind: 'same'; readonly label: string }
  | { readonly kind: 'fix'; readonly count: number; readonly first: Blocker }
  | { readonly kind: 'answer'; readonly count: number; readonly first: Blocker }
  | { readonly kind: 'ready' };

/** Lists what must be fixed, then what must be answered, each in the order of focus. */
export function blockersOf(state: PublishState): { toFix: Blocker[]; toAnswer: Blocker[] } {
  const faults = faultsOf(state.form, baseOf(state)).map((fault): Blocker => ({ kind: 'field', fault }));
  const findings = groupFindings(openFindings(state.checks, state.answers));
  const ofLevel = (level: Check['level']): Blocker[] =>
    findings.filter(group => group.first.level === level).map(group => ({ kind: 'finding', group }));
  // Which licence is a question: leaving it open is no mistake.
  const isQuestion = (blocker: Blocker): boolean => blocker.kind === 'field' && blocker.fault.field === 'licence';
  return {
    toFix: [...faults.filter(fault => !isQuestion(fault)), ...ofLevel('stop')],
    toAnswer: [...faults.filter(isQuestion), ...ofLevel('ask')]
  };
}

/** Says whether what is shown can be published, and else why not; the gravest reason first. */
export function standingOf(state: PublishState): Standing {
  const base = baseOf(state);
  if (state.status !== 'ready' || !state.me) {
    return state.status === 'unknown' ? { kind: 'wait' } : { kind: 'no-service' };
  }
  if (!state.me.can.publish) {
    return { kind: 'not-allowed', contact: state.me.contact };
  }
  if (!state.scan || state.isLooking || state.fixing !== null) {
    return { kind: 'wait' };
  }
  if (state.scan.files.length === 0) {
    return { kind: 'empty' };
  }
  if (base && base.release.filesDigest === state.scan.filesDigest) {
    return { kind: 'same', label: base.release.label };
  }
  return blockedOrReady(state);
}

function blockedOrReady(state: PublishState): Standing {
  const { toFix, toAnswer } = blockersOf(state);
  const [fix] = toFix;
  const [answer] = toAnswer;
  if (fix) {
    return { kind: 'fix', count: toFix.length, first: fix };
  }
  return answer ? { kind: 'answer', count: toAnswer.length, first: answer } : { kind: 'ready' };
}
