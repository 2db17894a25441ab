// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatBytes, formatCount, formatShare } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import { type Standing, standingOf } from '../model/standing';
import { type Phase, type PublishState, baseOf } from '../model/state';

type Sending = Extract<Phase, { at: 'sending' }>;

/** The one sentence of the footer. */
export function footerWords(state: PublishState, trans: TranslationBundle): string {
  const { phase } = state;
  const standing = standingOf(state);
  if (phase.at === 'sending') {
    return sendingWords(phase, trans);
  }
  if (phase.at === 'stopped' && standing.kind !== 'wait') {
    const stopped = stoppedWords(phase.percent, trans);
    return standing.kind === 'ready' ? stopped : trans.__('%1 %2', stopped, standingWords(state, standing, trans));
  }
  return standingWords(state, standing, trans);
}

/** Says what stands against publishing, or that nothing does. */
function standingWords(state: PublishState, standing: Standing, trans: TranslationBundle): string {
  switch (standing.kind) {
    case 'wait':
      return waitWords(state, trans);
    case 'no-service':
      return serviceWords(state, trans);
    case 'not-allowed':
      return standing.contact
        ? trans.__('You may read here, not publish. Ask %1.', standing.contact)
        : trans.__('You may read here, not publish. Ask whoever runs this hub.');
    case 'empty':
      return trans.__('There is no file here to publish.');
    case 'same':
      return trans.__('Same as %1: nothing to publish.', standing.label);
    case 'fix':
      return trans._n('Fix %1 thing before this can go out.', 'Fix %1 things before this can go out.', standing.count);
    case 'answer':
      return trans._n('Answer %1 question.', 'Answer %1 questions.', standing.count);
    case 'ready':
      return readyWords(state, trans);
  }
}

function readyWords(state: PublishState, trans: TranslationBundle): string {
  if (baseOf(state)) {
    return trans.__('People with a copy will be offered this. Cells they edited stay theirs.');
  }
  const files = state.scan?.files.length ?? 0;
  const size = formatBytes(state.scan?.bytes ?? 0);
  return trans._n('Ready: %2 file, %3.', 'Ready: %2 files, %3.', files, formatCount(files), size);
}

function waitWords({ looked }: PublishState, trans: TranslationBundle): string {
  const [done, total] = looked?.files ?? [0, 0];
  return total > 0
    ? trans.__('Looking at %1 of %2 files…', formatCount(done), formatCount(total))
    : trans.__('Looking at the files…');
}

function serviceWords({ status }: PublishState, trans: TranslationBundle): string {
  switch (status) {
    case 'logged-out':
      return trans.__('Your session has ended.');
    case 'no-access':
      return trans.__('You may not use this hub’s Atrium. Ask whoever runs this hub.');
    case 'absent':
      return trans.__('There is no Atrium here.');
    case 'unreachable':
    case 'ready':
    case 'unknown':
      return trans.__('The hub does not answer.');
  }
}

function stoppedWords(percent: number | null, trans: TranslationBundle): string {
  return percent === null
    ? trans.__('Stopped. Nothing is published yet.')
    : trans.__('Stopped at %1 %. Nothing is published yet.', percent);
}

function sendingWords({ step, event, percent }: Sending, trans: TranslationBundle): string {
  if (event?.state === 'waiting') {
    const seconds = Math.ceil((event.retryInMs ?? 0) / 1000);
    return trans.__('Connection lost at %1 %. Trying again in %2 s.', percent, seconds);
  }
  switch (step) {
    case 'preparing':
      return trans.__('Preparing…');
    case 'sending':
      return event?.phase === 'send' ? sentWords(event, trans) : trans.__('Reading the files…');
    case 'checking':
      return trans.__('All files arrived. The hub checks them…');
    case 'publishing':
      return trans.__('Publishing…');
  }
}

function sentWords(event: NonNullable<Sending['event']>, trans: TranslationBundle): string {
  const [files, allFiles] = event.files ?? [0, 0];
  const [done, total] = formatShare(event.done ?? 0, event.total ?? 0);
  const held = event.held ?? 0;
  const words = trans.__('Sending %1 of %2 files, %3 of %4', formatCount(files), formatCount(allFiles), done, total);
  return held > 0 ? trans.__('%1 (%2 were here already)', words, formatBytes(held)) : words;
}
