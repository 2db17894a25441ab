// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, Needs } from '@jupyter-atrium/api';
import { askIcon, doneIcon, formatBytes, noteIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { LabIcon } from '@jupyterlab/ui-components';
import { copyIcon } from '@jupyterlab/ui-components';
import * as React from 'react';
import { codeLanguage } from '../formats';
import type { Fit } from './fit';
import type { PreflightState } from './preflight';

/** Notes listed before the rest is counted. */
const NOTES_SHOWN = 3;

export type WillItRunProps = {
  state: PreflightState;
  /** Of the document that is read. */
  notes: readonly Check[];
  needs: Needs;
  bytes: number;
  copy: (text: string) => void;
  openFile: (path: string) => void;
  retry: () => void;
  trans: TranslationBundle;
};

/** Says whether a work runs here, and what to do if it does not; it keeps nobody from opening a copy. */
export function WillItRun(props: WillItRunProps): JSX.Element | null {
  const { state, notes, needs, openFile, trans } = props;
  if (state.kind === 'nothing-to-run') {
    return null;
  }
  return (
    <section className="jp-Atrium-Fit" aria-label={trans.__('Will it run here?')}>
      <div role="status">
        <Answer {...props} />
      </div>
      {notes.length > 0 && <Notes notes={notes} trans={trans} />}
      {needs.environment.length > 0 && (
        <p className="jp-Atrium-meta">
          {trans.__('Its environment:')}{' '}
          {needs.environment.map(path => (
            <button key={path} type="button" className="jp-Atrium-link" onClick={() => openFile(path)}>
              <bdi>{path}</bdi>
            </button>
          ))}
        </p>
      )}
    </section>
  );
}

function Answer(props: WillItRunProps): JSX.Element {
  const { state, needs, bytes, retry, trans } = props;
  switch (state.kind) {
    case 'nothing-to-run':
    case 'checking':
      return (
        <Line icon={noteIcon} look="wait">
          {trans.__('Checking whether it runs here…')}
        </Line>
      );
    case 'unchecked':
      return (
        <Line icon={noteIcon} look="note">
          {state.error.code === 'unreachable'
            ? trans.__('Not checked: your server is off.')
            : trans.__('Not checked. %1', state.error.message)}{' '}
          <button type="button" className="jp-Atrium-link" onClick={retry}>
            {trans.__('Check again')}
          </button>
        </Line>
      );
    case 'checked':
      return (
        <>
          {state.fit.tooLittle !== null && (
            <Line icon={askIcon} look="ask">
              <b>{trans.__('Needs %1', formatBytes(bytes))}</b>
              {trans.__('; %1 are free here.', formatBytes(state.fit.tooLittle))}
            </Line>
          )}
          {state.fit.kernel ? <InKernel {...props} fit={state.fit} /> : <NoKernel needs={needs} trans={trans} />}
        </>
      );
  }
}

function NoKernel({ needs, trans }: Pick<WillItRunProps, 'needs' | 'trans'>): JSX.Element {
  if (needs.language === null) {
    return (
      <Line icon={noteIcon} look="note">
        {trans.__('Its notebooks do not say what runs them. Choose a kernel in your copy.')}
      </Line>
    );
  }
  const language = codeLanguage(needs.language);
  return (
    <Line icon={askIcon} look="ask">
      <b>{trans.__('No %1 kernel on this hub.', language)}</b>{' '}
      {trans.__('You can read it, and open a copy. To run it, ask your hub’s operator for one.')}
    </Line>
  );
}

function InKernel({ fit, copy, trans }: WillItRunProps & { fit: Fit }): JSX.Element {
  const { kernel, instead, missing, packages } = fit;
  const name = kernel?.displayName ?? '';
  if (missing && missing.length > 0) {
    return (
      <Line icon={askIcon} look="ask">
        <b>{trans._n('Needs %1 package: %2', 'Needs %1 packages: %2', missing.length, missing.join(', '))}</b>
        <br />
        {trans.__('Not in %1 here.', name)}
        {instead && <Instead kernel={instead.displayName} trans={trans} />}
        <PipLine packages={missing} copy={copy} trans={trans} />
        <span className="jp-Atrium-meta">
          {trans.__('Run it in a cell of your copy. Nothing is installed for you.')}
        </span>
      </Line>
    );
  }
  return (
    <Line icon={missing ? doneIcon : noteIcon} look={missing ? 'done' : 'note'}>
      {missing ? <b>{trans.__('Will run here')}</b> : <b>{trans.__('May run here')}</b>} {trans.__('in %1.', name)}
      {instead && <Instead kernel={instead.displayName} trans={trans} />}
      <br />
      {missing ? foundWords(packages, trans) : trans.__('What is installed there cannot be told before it runs.')}
    </Line>
  );
}

function Instead({ kernel, trans }: { kernel: string; trans: TranslationBundle }): JSX.Element {
  return <> {trans.__('Its own, %1, is not here.', kernel)}</>;
}

function foundWords(packages: number, trans: TranslationBundle): string {
  return packages === 0
    ? trans.__('It needs no packages.')
    : trans._n('Its 1 package found', 'All %1 packages found', packages);
}

function PipLine(props: {
  packages: readonly string[];
  copy: (text: string) => void;
  trans: TranslationBundle;
}): JSX.Element {
  const { packages, copy, trans } = props;
  const line = `%pip install ${packages.join(' ')}`;
  return (
    <span className="jp-Atrium-Fit-pip">
      <code dir="ltr">{line}</code>
      <button
        type="button"
        className="jp-Atrium-iconButton"
        aria-label={trans.__('Copy this line')}
        title={trans.__('Copy this line')}
        onClick={() => copy(line)}
      >
        <copyIcon.react tag="span" />
      </button>
    </span>
  );
}

function Notes({ notes, trans }: Pick<WillItRunProps, 'notes' | 'trans'>): JSX.Element {
  const more = notes.length - NOTES_SHOWN;
  return (
    <ul className="jp-Atrium-Fit-notes" aria-label={trans.__('In the notebook you read')}>
      {notes.slice(0, NOTES_SHOWN).map(({ id, message }) => (
        <li key={id}>{message}</li>
      ))}
      {more > 0 && <li>{trans._n('%1 more like this.', '%1 more like these.', more)}</li>}
    </ul>
  );
}

function Line(props: {
  icon: LabIcon;
  look: 'done' | 'ask' | 'note' | 'wait';
  children: React.ReactNode;
}): JSX.Element {
  const { icon: Icon, look, children } = props;
  return (
    <div className={`jp-Atrium-Fit-line jp-mod-${look}`}>
      <Icon.react tag="span" className="jp-Atrium-Fit-icon" aria-hidden="true" />
      <div>{children}</div>
    </div>
  );
}
