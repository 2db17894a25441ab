// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Facet, Facets } from '@jupyter-atrium/api';
import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import type { GalleryModel } from './model';
import type { Choice, ShownFacet } from './search';
import { SHOWN_FACETS } from './search';
import { facetName, valueName } from './words';

const SHOWN = 5;
/** Values listed at once when all are asked for; the field finds the others. */
const MOST = 100;

export type FiltersProps = {
  model: GalleryModel;
  ownHub: string | null;
  trans: TranslationBundle;
};

/** The facets in place of the list: what can be chosen, with counts that follow each tick. */
export function Filters(props: FiltersProps): JSX.Element {
  const { model, trans } = props;
  const { facets } = model;
  const total = model.listing?.total ?? 0;
  return (
    <div className="jp-Atrium-Filters">
      <div className="jp-Atrium-Filters-facets" aria-busy={model.isLoading}>
        {SHOWN_FACETS.map(
          facet =>
            facets && facets[facet].length > 0 && <FacetGroup key={facet} facet={facet} facets={facets} {...props} />
        )}
      </div>
      <div className="jp-Atrium-Filters-foot">
        <button
          type="button"
          className="jp-Atrium-button jp-mod-flat jp-mod-small"
          onClick={() => void model.clearChoices()}
        >
          {trans.__('Clear')}
        </button>
        <button
          type="button"
          className="jp-Atrium-button jp-mod-primary jp-mod-small"
          onClick={() => model.setFiltering(false)}
        >
          {trans._n('Show %2 work', 'Show %2 works', total, formatCount(total))}
        </button>
      </div>
    </div>
  );
}

type FacetGroupProps = FiltersProps & { facet: ShownFacet; facets: Facets };

function FacetGroup({ facet, facets, model, ownHub, trans }: FacetGroupProps): JSX.Element {
  const [isOpen, setOpen] = React.useState(false);
  const [words, setWords] = React.useState('');
  const chosen = model.search.chosen[facet];
  const values = withChosen(facets[facet], chosen);
  const nameOf = (value: string): string => valueName({ facet, value }, ownHub, trans);
  const matching = values.filter(({ value }) => nameOf(value).toLowerCase().includes(words.trim().toLowerCase()));
  const shown = isOpen ? matching.slice(0, MOST) : values.slice(0, Math.max(SHOWN, chosen.length));
  const more = values.length - shown.length;
  const title = facetName(facet, trans);
  return (
    <fieldset className="jp-Atrium-Filters-facet">
      <legend>{title}</legend>
      {isOpen && (
        <input
          type="text"
          className="jp-Atrium-field"
          dir="auto"
          placeholder={trans.__('Find in this list')}
          aria-label={trans.__('Find in this list: %1', title)}
          value={words}
          onChange={event => setWords(event.target.value)}
        />
      )}
      {shown.map(({ value, count }) => (
        <FacetValue
          key={value}
          name={nameOf(value)}
          count={count}
          isChosen={chosen.includes(value)}
          onToggle={() => void model.toggle({ facet, value } satisfies Choice)}
        />
      ))}
      {!isOpen && more > 0 && (
        <button type="button" className="jp-Atrium-link" onClick={() => setOpen(true)}>
          {trans._n('%2 more', '%2 more', more, formatCount(more))}
        </button>
      )}
    </fieldset>
  );
}

type FacetValueProps = { name: string; count: number; isChosen: boolean; onToggle: () => void };

function FacetValue({ name, count, isChosen, onToggle }: FacetValueProps): JSX.Element {
  return (
    <label>
      <input type="checkbox" checked={isChosen} onChange={onToggle} />
      <bdi className="jp-Atrium-ellipsis" title={name}>
        {name}
      </bdi>
      <span className="jp-Atrium-Filters-count">{formatCount(count)}</span>
    </label>
  );
}

/** What is chosen stands first, even where nothing is found with it any more. */
function withChosen(values: readonly Facet[], chosen: readonly string[]): Facet[] {
  const first = chosen.map(value => values.find(facet => facet.value === value) ?? { value, count: 0 });
  return [...first, ...values.filter(facet => !chosen.includes(facet.value))];
}
