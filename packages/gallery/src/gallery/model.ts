// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Collection, Facets, Home, SearchResult, Work } from '@jupyter-atrium/api';
import type { AtriumError, IAtrium } from '@jupyter-atrium/connection';
import type { ISignal } from '@lumino/signaling';
import { Signal } from '@lumino/signaling';
import type { Choice, Search, Sort } from './search';
import { NO_SEARCH, choicesOf, queryOf, toggled } from './search';

/** After the last key, before the service is asked. */
const TYPING_MS = 150;
const PAGE = 50;

export type Hit = SearchResult['hits'][number];

/** Works as a list: what a search found, or a collection. */
export type Listing = {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly isApproximate: boolean;
  readonly next: string | null;
  readonly suggestion: string | null;
  /** Found without the chosen facets, when with them there is nothing; 0 if that does not help either. */
  readonly elsewhere: number;
};

/** What the list shows beside an ordinary search. */
export type Place =
  | { readonly kind: 'search' }
  | { readonly kind: 'all' }
  | { readonly kind: 'collection'; readonly collection: Collection };

/** What the gallery shows: home, a search, a collection; and how that goes. */
export class GalleryModel {
  private readonly _atrium: IAtrium;
  private readonly _stateChanged = new Signal<this, void>(this);
  private _search: Search = NO_SEARCH;
  private _place: Place = { kind: 'search' };
  private _isFiltering = false;
  private _home: Home | null = null;
  private _listing: Listing | null = null;
  private _facets: Facets | null = null;
  private _loading: AbortController | null = null;
  private _loadedAt: Date | null = null;
  private _error: AtriumError | null = null;
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _current: string | null = null;

  constructor(atrium: IAtrium) {
    this._atrium = atrium;
    atrium.worksChanged.connect(this._onWorksChanged, this);
  }

  /** Emits after anything of the model changed. */
  get stateChanged(): ISignal<this, void> {
    return this._stateChanged;
  }

  get search(): Search {
    return this._search;
  }

  get place(): Place {
    return this._place;
  }

  /** Nothing is typed, chosen or opened: the sections are shown. */
  get isHome(): boolean {
    return this._place.kind === 'search' && this._search.text.trim() === '' && choicesOf(this._search).length === 0;
  }

  /** The facets take the place of the list. */
  get isFiltering(): boolean {
    return this._isFiltering;
  }

  get home(): Home | null {
    return this._home;
  }

  /** The last list that arrived; the one before stays until it does. */
  get listing(): Listing | null {
    return this._listing;
  }

  get facets(): Facets | null {
    return this._facets;
  }

  get isLoading(): boolean {
    return this._loading !== null;
  }

  /** Why the last question failed; null since one was answered. */
  get error(): AtriumError | null {
    return this._error;
  }

  /** When the service last answered. */
  get loadedAt(): Date | null {
    return this._loadedAt;
  }

  /** The work whose page is in front. */
  get current(): string | null {
    return this._current;
  }

  /** Finds a work among those that are shown. */
  find(id: string): Work | null {
    const home = this._home;
    const shown = [...(home?.featured?.works ?? []), ...(home?.newest ?? []), ...(home?.otherHubs ?? [])];
    return shown.find(work => work.id === id) ?? this._listing?.hits.find(hit => hit.work.id === id)?.work ?? null;
  }

  /** Says which work's page is in front. */
  setCurrent(id: string | null): void {
    if (this._current !== id) {
      this._current = id;
      this._stateChanged.emit();
    }
  }

  /** Takes what is typed; asks a moment after the last key. */
  type(text: string): void {
    this._change({ ...this._search, text }, { kind: 'search' });
    clearTimeout(this._timer);
    this._timer = setTimeout(() => void this._answer(), TYPING_MS);
  }

  /** Searches at once, by words alone. */
  searchFor(text: string): Promise<void> {
    this._change({ ...NO_SEARCH, text }, { kind: 'search' });
    this._isFiltering = false;
    return this.refresh();
  }

  /** Shows the works with one value of a facet. */
  choose(choice: Choice): Promise<void> {
    this._change(toggled(NO_SEARCH, choice), { kind: 'search' });
    this._isFiltering = false;
    return this.refresh();
  }

  /** Adds a value of a facet, or takes it away. */
  toggle(choice: Choice): Promise<void> {
    this._change(toggled(this._search, choice), { kind: 'search' });
    return this._answer();
  }

  /** Takes all chosen facets away. */
  clearChoices(): Promise<void> {
    this._change({ ...this._search, chosen: NO_SEARCH.chosen }, { kind: 'search' });
    return this._answer();
  }

  setSort(sort: Sort): Promise<void> {
    this._change({ ...this._search, sort }, this._place);
    return this.refresh();
  }

  /** Shows the facets in place of the list, or the list again. */
  setFiltering(isFiltering: boolean): void {
    this._isFiltering = isFiltering;
    this._stateChanged.emit();
    if (isFiltering && this.isHome) {
      void this._run(signal => this._find(signal));
    }
  }

  /** Lists all works, newest first. */
  showAll(): Promise<void> {
    this._change(NO_SEARCH, { kind: 'all' });
    return this.refresh();
  }

  /** Lists the works of all other hubs, by choosing these hubs. */
  async showOtherHubs(): Promise<void> {
    await this._run(signal => this._find(signal));
    const own = this._atrium.me?.hub.id;
    const hub = (this._facets?.hub ?? []).map(facet => facet.value).filter(id => id !== own);
    this._change({ ...NO_SEARCH, chosen: { ...NO_SEARCH.chosen, hub } }, { kind: 'search' });
    await this.refresh();
  }

  /** Shows a collection in its order. */
  showCollection(collection: Collection): Promise<void> {
    this._change(NO_SEARCH, { kind: 'collection', collection });
    this._listing = null;
    return this.refresh();
  }

  /** Goes back to the sections. */
  goHome(): void {
    this._isFiltering = false;
    this._change(NO_SEARCH, { kind: 'search' });
    void this._answer();
  }

  /** Asks again for what is shown; never throws. */
  refresh(): Promise<void> {
    clearTimeout(this._timer);
    const place = this._place;
    return this._run(async signal => {
      if (this._atrium.status !== 'ready') {
        await this._atrium.refresh();
      }
      if (place.kind === 'collection') {
        await this._readCollection(place.collection, signal);
      } else if (this.isHome && !this._isFiltering) {
        this._home = await this._atrium.client.getHome({}, { signal });
      } else {
        await this._find(signal);
      }
    });
  }

  /** Adds the next page to the list, unless one is on its way. */
  async loadMore(): Promise<void> {
    const listing = this._listing;
    if (this._loading || !listing?.next) {
      return;
    }
    const query = { ...queryOf(this._search), limit: PAGE, cursor: listing.next, facets: false };
    await this._run(async signal => {
      const page = await this._atrium.client.searchWorks({ query }, { signal });
      this._listing = { ...listing, hits: [...listing.hits, ...page.hits], next: page.next };
    });
  }

  private _change(search: Search, place: Place): void {
    this._search = search;
    this._place = place;
    this._stateChanged.emit();
  }

  /** Asks for what changed; the sections, once read, are shown again as they are. */
  private async _answer(): Promise<void> {
    if (!this.isHome || this._isFiltering || !this._home) {
      return this.refresh();
    }
    clearTimeout(this._timer);
    this._loading?.abort();
    this._loading = null;
    this._listing = null;
    this._stateChanged.emit();
  }

  /** Runs the one question that counts: an older one still under way is dropped. */
  private async _run(ask: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this._loading?.abort();
    const loading = new AbortController();
    this._loading = loading;
    this._stateChanged.emit();
    try {
      await ask(loading.signal);
      if (this._loading === loading) {
        this._error = null;
        this._loadedAt = new Date();
      }
    } catch (error) {
      if (this._loading === loading) {
        this._error = error as AtriumError;
      }
    }
    if (this._loading === loading) {
      this._loading = null;
      this._stateChanged.emit();
    }
  }

  private async _find(signal: AbortSignal): Promise<void> {
    const search = this._search;
    const page = await this._atrium.client.searchWorks({ query: { ...queryOf(search), limit: PAGE } }, { signal });
    const elsewhere = page.total === 0 ? await this._countElsewhere(search, page.suggestion, signal) : 0;
    if (signal.aborted) {
      return;
    }
    this._facets = page.facets ?? this._facets;
    this._listing = {
      ...continued(this._listing, page),
      total: page.total,
      isApproximate: page.approximate,
      suggestion: page.suggestion,
      elsewhere
    };
  }

  private async _countElsewhere(search: Search, suggestion: string | null, signal: AbortSignal): Promise<number> {
    if (choicesOf(search).length === 0) {
      return 0;
    }
    const wider = queryOf({ ...NO_SEARCH, text: suggestion ?? search.text });
    const page = await this._atrium.client.searchWorks({ query: { ...wider, limit: 0, facets: false } }, { signal });
    return page.total;
  }

  private async _readCollection({ id }: Collection, signal: AbortSignal): Promise<void> {
    const page = await this._atrium.client.getCollection({ params: { collection: id } }, { signal });
    if (signal.aborted) {
      return;
    }
    this._listing = {
      hits: page.entries.map(work => ({ work, snippet: null })),
      total: page.entries.length,
      isApproximate: false,
      next: null,
      suggestion: null,
      elsewhere: 0
    };
  }

  private _onWorksChanged(): void {
    if (this._home || this._listing) {
      void this.refresh();
    }
  }
}

/** Keeps the further pages of a list whose first page is still the same: nobody's place in it is lost. */
function continued(old: Listing | null, page: SearchResult): Pick<Listing, 'hits' | 'next'> {
  const isSame =
    old?.total === page.total && page.hits.every(({ work }, index) => old.hits[index]?.work.id === work.id);
  return isSame && old
    ? { hits: [...page.hits, ...old.hits.slice(page.hits.length)], next: old.next }
    : { hits: page.hits, next: page.next };
}
