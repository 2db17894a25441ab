// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { AtriumError } from '@jupyter-atrium/client';
import { nullTranslator } from '@jupyterlab/translation';
import type { Clock } from '../src/live/patience';

export const trans = nullTranslator.load('jupyter_atrium');

export function aRefusal(code: AtriumError['code'], status = 400): AtriumError {
  return new AtriumError({ code, status: code === 'unreachable' ? 0 : status, message: `No: ${code}.` });
}

/** A clock that stands still, and whose sleeps end at once. */
export function aClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => Date.parse('2026-11-28T12:00:00.000Z'),
    random: () => 0,
    sleep: ms => {
      slept.push(ms);
      return Promise.resolve();
    }
  };
}
