// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { licenceName } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';
import { codeLanguage, hubHost } from '../formats';
import type { Choice, ShownFacet, Sort } from './search';

/** Names a facet. */
export function facetName(facet: ShownFacet, trans: TranslationBundle): string {
  switch (facet) {
    case 'language':
      return trans.__('Language');
    case 'package':
      return trans.__('Package');
    case 'tag':
      return trans.__('Tag');
    case 'hub':
      return trans.__('Hub');
    case 'licence':
      return trans.__('Licence');
    case 'author':
      return trans.__('Author');
  }
}

/** Names a value of a facet. */
export function valueName({ facet, value }: Choice, ownHub: string | null, trans: TranslationBundle): string {
  switch (facet) {
    case 'language':
      return codeLanguage(value);
    case 'hub':
      return value === ownHub ? trans.__('This hub') : hubHost(value);
    case 'licence':
      return value === '' ? licenceName(null) : licenceName(value);
    default:
      return value;
  }
}

/** Names a chosen value where its facet is not seen beside it. */
export function choiceName(choice: Choice, ownHub: string | null, trans: TranslationBundle): string {
  const name = valueName(choice, ownHub, trans);
  switch (choice.facet) {
    case 'package':
      return trans.__('package: %1', name);
    case 'tag':
      return trans.__('tag: %1', name);
    default:
      return name;
  }
}

/** Names an order. */
export function sortName(sort: Sort, trans: TranslationBundle): string {
  switch (sort) {
    case 'best':
      return trans.__('Best match');
    case 'newest':
      return trans.__('Newest');
    case 'opened':
      return trans.__('Most opened');
    case 'title':
      return trans.__('Title');
  }
}
