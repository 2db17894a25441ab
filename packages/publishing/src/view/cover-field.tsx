// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useId, useState } from 'react';
import type { PublishModel } from '../model/model';
import type { CoverChoice } from '../model/ports';
import { type PublishState, baseOf, coverOf, isSameFigure, nameOf } from '../model/state';
import type { IPublishHost } from './host';
import { Picture } from './picture';

type Shared = { state: PublishState; model: PublishModel; host: IPublishHost; trans: TranslationBundle };

/** So many figures are offered at a time. */
const FIGURES_SHOWN = 24;

/** The picture people see first, and the way to another one. */
export function CoverField(props: Shared): JSX.Element {
  const { state, host, trans } = props;
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const cover = coverOf(state);
  const figures = state.scan?.figures.length ?? 0;
  const hasChoice = figures > 0 || cover.kind !== 'none';
  return (
    <>
      <div className="jp-Atrium-CoverField">
        <Cover state={state} cover={cover} host={host} alt={trans.__('Cover')} />
        <div>
          {hasChoice && (
            <button
              type="button"
              className="jp-Atrium-button jp-mod-small"
              aria-expanded={isOpen}
              aria-controls={id}
              onClick={() => setOpen(!isOpen)}
            >
              {trans.__('Choose another cover…')}
            </button>
          )}
          <p className="jp-Atrium-meta">{coverWords(cover, state, trans)}</p>
        </div>
      </div>
      {isOpen && <CoverChoices {...props} id={id} cover={cover} />}
    </>
  );
}

function CoverChoices({
  state,
  model,
  host,
  trans,
  id,
  cover
}: Shared & { id: string; cover: CoverChoice }): JSX.Element {
  const [shown, setShown] = useState(FIGURES_SHOWN);
  const figures = state.scan?.figures ?? [];
  const base = baseOf(state);
  const choices: CoverChoice[] = [
    ...(base?.page.card.cover ? [{ kind: 'before' as const }] : []),
    ...figures.slice(0, shown).map(figure => ({ kind: 'figure' as const, figure })),
    { kind: 'none' }
  ];
  return (
    <div id={id} className="jp-Atrium-CoverChoices" role="radiogroup" aria-label={trans.__('Cover')}>
      {choices.map((choice, index) => (
        <label key={index} className="jp-Atrium-CoverChoices-one">
          <input
            type="radio"
            name={id}
            checked={isSameCover(choice, cover)}
            onChange={() => model.chooseCover(choice)}
            aria-label={choiceWords(choice, state, trans)}
          />
          {choice.kind !== 'none' && <Cover state={state} cover={choice} host={host} alt="" />}
          <span className="jp-Atrium-meta" aria-hidden="true">
            {choiceWords(choice, state, trans)}
          </span>
        </label>
      ))}
      {figures.length > shown && (
        <button type="button" className="jp-Atrium-link" onClick={() => setShown(shown + FIGURES_SHOWN)}>
          {trans.__('%1 more figures', formatCount(figures.length - shown))}
        </button>
      )}
    </div>
  );
}

/** A cover, as chosen. */
export function Cover(props: {
  state: PublishState;
  cover: CoverChoice;
  host: IPublishHost;
  alt: string;
}): JSX.Element {
  const { state, cover, host, alt } = props;
  const base = baseOf(state);
  switch (cover.kind) {
    case 'none':
      return <Picture load={null} of="none" alt={alt} />;
    case 'before':
      return <Picture load={base && (() => host.coverBefore(base))} of={base?.page.card.cover ?? ''} alt={alt} />;
    case 'figure':
      // After another look the figure may be another one.
      return (
        <Picture
          load={() => host.figure(cover.figure)}
          of={JSON.stringify([cover.figure, state.scan?.filesDigest])}
          alt={alt}
        />
      );
  }
}

function isSameCover(a: CoverChoice, b: CoverChoice): boolean {
  return a.kind === 'figure' && b.kind === 'figure' ? isSameFigure(a.figure, b.figure) : a.kind === b.kind;
}

function coverWords(cover: CoverChoice, state: PublishState, trans: TranslationBundle): string {
  const figures = state.scan?.figures.length ?? 0;
  const found = trans._n('%2 figure found.', '%2 figures found.', figures, formatCount(figures));
  switch (cover.kind) {
    case 'figure':
      return isOfSeveral(state)
        ? trans.__('From cell %1 of %2. %3', cover.figure.cell + 1, cover.figure.path, found)
        : trans.__('From cell %1. %2', cover.figure.cell + 1, found);
    case 'before':
      return trans.__('As before. %1', found);
    case 'none':
      return figures === 0 ? trans.__('No figure found.') : trans.__('No cover. %1', found);
  }
}

/** Whether figures come from more than one notebook, so that the cell alone does not say which it is. */
function isOfSeveral({ scan }: PublishState): boolean {
  return new Set(scan?.figures.map(figure => figure.path)).size > 1;
}

function choiceWords(choice: CoverChoice, state: PublishState, trans: TranslationBundle): string {
  switch (choice.kind) {
    case 'figure':
      return isOfSeveral(state)
        ? trans.__('Cell %1, %2', choice.figure.cell + 1, nameOf(choice.figure.path))
        : trans.__('Cell %1', choice.figure.cell + 1);
    case 'before':
      return trans.__('As before');
    case 'none':
      return trans.__('No cover');
  }
}
