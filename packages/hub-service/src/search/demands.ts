// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { analyse, fold } from './analyser.ts';
import type { Catalogue } from './catalogue.ts';
import type { Demand } from './query.ts';

/** Takes out of the allowed works those whose card does not hold what a query demands. */
export function keepDemanded(catalogue: Catalogue, demands: readonly Demand[], allowed: Uint8Array): void {
  for (const demand of demands) {
    const mask = catalogue.facets.mask(demand.operator, wanted(catalogue, demand));
    for (let slot = 0; slot < allowed.length; slot++) {
      if (allowed[slot] === 1 && catalogue.facets.hasAny(slot, mask) === demand.isNegated) {
        allowed[slot] = 0;
      }
    }
  }
}

/** Packages, tags and languages are named exactly, authors and hubs by words of their names. */
function wanted(catalogue: Catalogue, { operator, value }: Demand): (name: string) => boolean {
  const words = wordsOf(value);
  const holdsWords = (name: string): boolean => {
    const there = new Set(wordsOf(name));
    return words.length > 0 && words.every(word => there.has(word));
  };
  switch (operator) {
    case 'author':
      return holdsWords;
    case 'hub':
      return id => fold(id) === fold(value) || holdsWords(id) || holdsWords(catalogue.hubName(id));
    case 'package':
    case 'tag':
    case 'language':
      return name => fold(name) === fold(value);
  }
}

function wordsOf(text: string): string[] {
  return analyse(text).flatMap(word => word.tokens);
}
