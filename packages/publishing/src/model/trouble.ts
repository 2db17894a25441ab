// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TranslationBundle } from '@jupyterlab/translation';
import { type Refusal, refusalOf } from './refusal';
import type { Trouble } from './state';

/**
 * Says what happened, and what to do.
 *
 * @param error - whatever was thrown
 * @param percent - how much had been sent; null before anything was
 */
export function troubleOf(error: unknown, percent: number | null, trans: TranslationBundle): Trouble {
  const refusal = refusalOf(error);
  if (!refusal) {
    const message = error instanceof Error ? error.message : String(error);
    return { text: trans.__('Something went wrong here: %1', message), way: 'again', details: message };
  }
  const details = [refusal.code, refusal.message, new Date().toISOString(), JSON.stringify(refusal.detail)].join('\n');
  return { ...wordsOf(refusal, percent, trans), details };
}

function wordsOf(refusal: Refusal, percent: number | null, trans: TranslationBundle): Omit<Trouble, 'details'> {
  switch (refusal.code) {
    case 'unreachable':
      return percent === null
        ? { text: trans.__('The hub does not answer.'), way: 'again' }
        : { text: trans.__('Connection lost at %1 %.', percent), way: 'again' };
    case 'not-logged-in':
    case 'ticket-ended':
      return percent === null
        ? { text: trans.__('Your session has ended.'), way: 'log-in' }
        : { text: trans.__('Your session ended while sending. Log in, then press Continue.'), way: 'log-in' };
    case 'disk-full':
      return {
        text: trans.__('The hub’s disk is full. Nothing is published; your draft is kept for a day.'),
        way: 'again'
      };
    case 'base-moved':
      return {
        text: trans.__('Another release came out meanwhile. Look at what changed since that one.'),
        way: 'look'
      };
    case 'draft-changed':
      return { text: trans.__('The files changed after you saw them. Nothing was published.'), way: 'look' };
    default:
      // The service's and the jobs' own messages are made for people.
      return { text: refusal.message, way: 'again' };
  }
}
