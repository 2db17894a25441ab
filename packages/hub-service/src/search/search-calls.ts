// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a search thread does: it only reads. */
import type { Handed } from '../threads/remote.ts';
import type { ServicePlace } from './place.ts';
import { openEngine } from './place.ts';
import type { SearchAnswer, SearchRequest } from './searcher.ts';
import { Searcher } from './searcher.ts';

/** One search, and where. */
export type SearchQuestion = { readonly place: ServicePlace; readonly request: SearchRequest };

export type SearchCalls = ReturnType<typeof searchCalls>;

export function searchCalls() {
  const opened = new Map<string, Searcher>();
  const open = (place: ServicePlace): Searcher => {
    const searcher = opened.get(place.data) ?? new Searcher(openEngine(place));
    opened.set(place.data, searcher);
    return searcher;
  };
  return {
    /** Learns of all works, or of what changed. The first time it may take long. */
    refresh: async (place: ServicePlace): Promise<Handed<null>> => {
      await open(place).refresh();
      return { value: null };
    },

    search: async ({ place, request }: SearchQuestion): Promise<Handed<SearchAnswer>> => ({
      value: await open(place).search(request)
    }),

    /** Lets go of an index. */
    close: async ({ data }: ServicePlace): Promise<Handed<null>> => {
      const searcher = opened.get(data);
      opened.delete(data);
      await searcher?.close();
      return { value: null };
    }
  };
}
