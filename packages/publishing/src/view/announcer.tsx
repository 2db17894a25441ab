// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { groupFindings, openFindings } from '../model/findings';
import type { PublishState } from '../model/state';
import { groupWords } from './finding-words';
import { headWords } from './findings';
import { footerWords } from './footer-words';

/** Progress is told at each quarter. */
const QUARTER = 25;

/** Tells screen readers what changed: how the checks ended, quarters of progress, what stopped. */
export function Announcer({ state, trans }: { state: PublishState; trans: TranslationBundle }): JSX.Element {
  return (
    <div className="jp-Atrium-spoken" role="status" aria-live="polite">
      {announcement(state, trans)}
    </div>
  );
}

export function announcement(state: PublishState, trans: TranslationBundle): string {
  const { phase } = state;
  switch (phase.at) {
    case 'looking':
    case 'failed':
    case 'published':
      // Shown with focus, or as an alert.
      return '';
    case 'sending': {
      const quarter = Math.floor(phase.percent / QUARTER) * QUARTER;
      return quarter > 0 ? trans.__('%1 % sent', quarter) : trans.__('Sending');
    }
    case 'stopped':
      return footerWords(state, trans);
    case 'ready':
      return state.isLooking ? '' : checkedWords(state, trans);
  }
}

/** The first finding is told, because it is the first stop. */
function checkedWords(state: PublishState, trans: TranslationBundle): string {
  const groups = groupFindings(openFindings(state.checks, state.answers));
  const [first] = groups.filter(group => group.first.level !== 'note');
  const words = headWords(state, groups, trans);
  return first ? trans.__('%1. %2', words, groupWords(first, trans)) : words;
}
