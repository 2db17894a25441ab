// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, PendingCellConflict, PendingKernel } from '@jupyter-atrium/api';
import { CodeDiff, askIcon, doneIcon } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { CompareLines } from '../updates/copy-updates';
import type { CellQuestion, QuestionState } from './question';
import {
  choiceWords,
  choicesOf,
  decidedWords,
  differenceWords,
  hintWords,
  languageWords,
  questionTitle
} from './words';

export type DecisionProps = {
  question: CellQuestion;
  state: QuestionState;
  /** Of the release that asks. */
  label: string;
  decide: (choice: Choice) => void;
  takeBack: () => void;
  /** What had focus here goes with this change. */
  takesFocus: boolean;
  lines: CompareLines;
  trans: TranslationBundle;
};

/** A question where it stands: what the release has against what is here, and what to do. */
export function DecisionView(props: DecisionProps): JSX.Element {
  const { state } = props;
  const choice = state.at === 'decided' || state.at === 'undoing' ? state.choice : null;
  return (
    <div className="jp-Atrium-Decision">
      <div role="status">{choice && <Decided {...props} choice={choice} />}</div>
      {!choice && <Asking {...props} />}
    </div>
  );
}

/** The element that takes focus as it comes, where what had it is gone. */
function useFocus<T extends HTMLElement>(takesFocus: boolean): React.RefObject<T> {
  const ref = React.useRef<T>(null);
  const isFirst = React.useRef(takesFocus);
  React.useEffect(() => {
    if (isFirst.current) {
      ref.current?.focus();
    }
  }, []);
  return ref;
}

function Decided(props: DecisionProps & { choice: Choice }): JSX.Element {
  const { question, state, choice, takeBack, takesFocus, trans } = props;
  const undo = useFocus<HTMLButtonElement>(takesFocus);
  return (
    <p className="jp-Atrium-Decision-head">
      <doneIcon.react tag="span" />
      <span>{decidedWords(question, choice, trans)}</span>
      <button ref={undo} type="button" className="jp-Atrium-link" disabled={state.at === 'undoing'} onClick={takeBack}>
        {trans.__('Undo')}
      </button>
    </p>
  );
}

function Asking(props: DecisionProps): JSX.Element {
  const { question, state } = props;
  return (
    <>
      {question.kind === 'kernel' ? (
        <Language {...props} question={question} />
      ) : (
        <Cells {...props} question={question} />
      )}
      <Acts {...props} />
      {state.at === 'asking' && state.error && (
        <p className="jp-Atrium-Decision-error" role="alert">
          {state.error.message}
        </p>
      )}
    </>
  );
}

function Title({ question, label, trans, children }: React.PropsWithChildren<DecisionProps>): JSX.Element {
  return (
    <p className="jp-Atrium-Decision-head">
      <askIcon.react tag="span" />
      <b>{questionTitle(question, label, trans)}</b>
      {children}
    </p>
  );
}

function Language(props: DecisionProps & { question: PendingKernel }): JSX.Element {
  const { question, trans } = props;
  return (
    <>
      <Title {...props} />
      <p className="jp-Atrium-Decision-languages">
        {trans.__('Mine: %1. Theirs: %2.', languageWords(question.mine, trans), languageWords(question.theirs, trans))}
      </p>
    </>
  );
}

/** Theirs against mine; without one of them, the other alone, or what stands above anyway. */
function Cells(props: DecisionProps & { question: PendingCellConflict }): JSX.Element {
  const { question, label, lines, trans } = props;
  const [isBeside, setBeside] = React.useState(false);
  const { mine, theirs } = question;
  const own = mine?.source ?? '';
  const compared = React.useMemo(() => (theirs ? lines(own, theirs.source) : []), [lines, own, theirs]);
  const hasSides = mine !== null && theirs !== null;
  const Difference = isBeside && hasSides ? Sides : InOne;
  return (
    <>
      <Title {...props}>
        {hasSides && (
          <>
            <span className="jp-Atrium-meta">{differenceWords(compared, trans)}</span>
            <button type="button" className="jp-Atrium-link" onClick={() => setBeside(!isBeside)}>
              {isBeside ? trans.__('Show line by line') : trans.__('Show mine beside it')}
            </button>
          </>
        )}
      </Title>
      {theirs && <Difference lines={compared} label={label} trans={trans} />}
    </>
  );
}

function Acts({ question, state, decide, takesFocus, trans }: DecisionProps): JSX.Element {
  const isBusy = state.at !== 'asking';
  const first = useFocus<HTMLButtonElement>(takesFocus);
  return (
    <div className="jp-Atrium-Decision-acts" role="group" aria-label={trans.__('What is to stand here')}>
      {choicesOf(question).map((choice, index) => (
        <button
          key={choice}
          ref={index === 0 ? first : undefined}
          type="button"
          className="jp-Atrium-button jp-mod-small"
          data-choice={choice}
          aria-disabled={isBusy}
          onClick={() => !isBusy && decide(choice)}
        >
          {choiceWords(choice, trans)}
        </button>
      ))}
      <span className="jp-Atrium-meta">{hintWords(question, trans)}</span>
    </div>
  );
}

type DifferenceProps = { lines: ReturnType<CompareLines>; label: string; trans: TranslationBundle };

function InOne({ lines, trans }: DifferenceProps): JSX.Element {
  return <CodeDiff lines={lines} trans={trans} />;
}

function Sides({ lines, label, trans }: DifferenceProps): JSX.Element {
  return (
    <div className="jp-Atrium-Decision-sides">
      <div>
        <h4>{trans.__('Mine')}</h4>
        <CodeDiff lines={lines.filter(line => line.state !== 'added')} trans={trans} />
      </div>
      <div>
        <h4>
          {trans.__('Theirs')} <span className="jp-Atrium-meta">{label}</span>
        </h4>
        <CodeDiff lines={lines.filter(line => line.state !== 'removed')} trans={trans} />
      </div>
    </div>
  );
}
