// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Facets, SearchQuery, Snippet } from '@jupyter-atrium/api';
import type { Asker } from '../auth/audience.ts';
import { Catalogue } from './catalogue.ts';
import { keepDemanded } from './demands.ts';
import type { EngineQuery, ISearchEngine } from './engine.ts';
import { applyFacets, countFacets } from './facets.ts';
import type { Hits } from './hits.ts';
import { HitCollector, allHits, refineHits } from './hits.ts';
import type { Placed } from './order.ts';
import { takePage } from './order.ts';
import { orderOf } from './orders.ts';
import type { ParsedQuery, Term } from './query.ts';
import { parseQuery } from './query.ts';
import { makeSnippet } from './snippet.ts';

const PAGE = 20;

/** A search of one person. */
export type SearchRequest = {
  readonly query: SearchQuery;
  readonly asker: NonNullable<Asker>;
  /** Works of the collection that is searched, in its order; null: all works. */
  readonly among: readonly string[] | null;
};

/** What a search found. Works are named by their ids and still have to pass the policy by their records. */
export type SearchAnswer = {
  readonly hits: readonly { readonly work: string; readonly snippet: Snippet | null }[];
  readonly total: number;
  readonly facets: Facets | null;
  readonly next: string | null;
  readonly suggestion: string | null;
};

/** Answers searches, one at a time: what somebody may see comes first, everything else is counted among that. */
export class Searcher {
  private readonly _engine: ISearchEngine;
  private readonly _catalogue = new Catalogue();
  private readonly _collector = new HitCollector();

  constructor(engine: ISearchEngine) {
    this._engine = engine;
  }

  /**
   * Learns what changed; searches know what the last refresh knew.
   *
   * @throws IndexRebuildingError if there is no index
   */
  async refresh(): Promise<void> {
    this._catalogue.apply(await this._engine.changes(this._catalogue.mark));
  }

  /** @throws BadRequestError for a cursor of another list */
  async search(request: SearchRequest): Promise<SearchAnswer> {
    const { query } = request;
    const parsed = parseQuery(query.q ?? '', query.typing);
    const isRanked = parsed.all.length > 0 && (query.sort ?? 'best') === 'best';
    const hits = await this._find(parsed, request, isRanked);
    const faceted = applyFacets(this._catalogue, query, hits.slots);
    if (isRanked) {
      await refineHits(hits, faceted.passing, { engine: this._engine, catalogue: this._catalogue, parsed });
    }
    const order = orderOf(this._catalogue, request, hits, isRanked);
    const { page, next } = takePage(faceted.passing, order, query.limit ?? PAGE, query.cursor ?? null);
    return {
      hits: await this._present(page, hits, parsed),
      total: faceted.passing.length,
      facets: query.facets === false ? null : countFacets(this._catalogue, query, faceted),
      next,
      suggestion: faceted.passing.length === 0 ? await this._suggest(parsed, request) : null
    };
  }

  close(): Promise<void> {
    return this._engine.close();
  }

  private async _find(parsed: ParsedQuery, { asker, among }: SearchRequest, isRanked: boolean): Promise<Hits> {
    const allowed = this._catalogue.visibleTo(asker);
    if (among) {
      const slots = new Set(among.map(work => this._catalogue.slotOf(work)));
      allowed.forEach((_, slot) => slots.has(slot) || (allowed[slot] = 0));
    }
    keepDemanded(this._catalogue, parsed.demands, allowed);
    for (const term of parsed.none) {
      const { ids } = await this._engine.match({ all: [term], fields: parsed.fields }, false);
      ids.forEach(id => (allowed[this._catalogue.workOf(id)] = 0));
    }
    return parsed.all.length === 0
      ? allHits(allowed)
      : this._collector.collect(this._catalogue, await this._engine.match(parsed, isRanked), allowed);
  }

  private async _present(page: readonly Placed[], hits: Hits, query: EngineQuery): Promise<SearchAnswer['hits']> {
    const passageOf = (slot: number): number => hits.passages?.[slot] ?? 0;
    const texts = await this._engine.texts(hits.passages ? page.map(({ slot }) => passageOf(slot)) : []);
    return page.map(({ slot, id }) => {
      const text = texts.get(passageOf(slot));
      const facts = this._catalogue.facts(slot);
      return { work: id, snippet: text && facts ? makeSnippet(query, text, facts) : null };
    });
  }

  /** Replaces words that nothing visible holds by known ones; null unless that finds something. */
  private async _suggest(parsed: ParsedQuery, request: SearchRequest): Promise<string | null> {
    let q = request.query.q ?? '';
    let isChanged = false;
    // From the end, so that places before stay right.
    for (const { typed } of [...(await this._unknown(parsed, request))].reverse()) {
      const known = typed && this._catalogue.vocabulary.nearest(typed.text);
      if (typed && known) {
        q = q.slice(0, typed.at) + known + q.slice(typed.at + typed.text.length);
        isChanged = true;
      }
    }
    const found = isChanged ? await this._find(parseQuery(q), request, false) : null;
    return found && found.slots.length > 0 ? q : null;
  }

  private async _unknown({ all }: ParsedQuery, request: SearchRequest): Promise<Term[]> {
    const unknown: Term[] = [];
    for (const term of all) {
      const alone = { all: [term], none: [], fields: new Set<never>(), demands: [] };
      const { slots } = await this._find(alone, { ...request, among: null }, false);
      if (slots.length === 0) {
        unknown.push(term);
      }
    }
    return unknown;
  }
}
