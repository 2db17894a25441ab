// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { TransferProgress } from '@jupyter-atrium/client';
import { sleep } from '@jupyter-atrium/client';
import type { World } from '../command.ts';
import { progressWords, waitingWords } from './words.ts';

/** What a verb hands to a transfer, so that the person sees how it goes and can stop it. */
export type Watched = {
  signal: AbortSignal;
  sleep: typeof sleep;
  onWait: (ms: number) => void;
  onProgress: (progress: TransferProgress) => void;
  /** Removes the progress line. */
  end: () => void;
};

/** The line is written anew at most this often. */
const SPACE_MS = 100;

/** Shows progress on the terminal, if there is one. */
export function watch({ showProgress, report, untilStopped, now }: World): Watched {
  let shownAt = -Infinity;
  return {
    signal: untilStopped(),
    sleep,
    onWait: ms => (showProgress ?? report)(waitingWords(ms)),
    onProgress: progress => {
      if (showProgress && now() - shownAt >= SPACE_MS) {
        shownAt = now();
        showProgress(progressWords(progress));
      }
    },
    end: () => showProgress?.('')
  };
}
