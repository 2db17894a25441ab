// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS, PROBLEMS, type Work } from '@jupyter-atrium/api';
import { ServiceError } from '../errors.ts';
import { hubOf } from '../hub.ts';
import { Covers } from './covers.ts';
import { findWorks } from './find-works.ts';
import { type Markup, markup } from './markup.ts';
import { type PageCall, page } from './page.ts';
import { searchResults } from './search-results.ts';
import { PAGES } from './table.ts';
import { quoted } from './words.ts';
import { placesOf } from './collections/subject.ts';
import { cardList, cardPlace } from './works/cards.ts';

const FEATURED = 3;
const NEWEST = 9;
const OTHER_HUBS = 6;

/** The gallery: what is featured and new, or what a search found. */
export const home = page(PAGES.home, async call => {
  const words = (call.query.get('q') ?? '').trim().slice(0, LIMITS.queryCharacters);
  const isStart = words === '' && call.query.get('list') !== 'all';
  const { body, status } = await bodyOf(() => (isStart ? start(call) : searchResults(call, words)));
  const [title, heading] = words === '' ? [call.ports.config.hubName, 'Gallery'] : [`${words} · search`, 'Search'];
  return {
    title,
    entry: 'gallery',
    status,
    body: markup`<h1>${isStart || words !== '' ? heading : 'All works'}</h1>${searchForm(call, words)}${body}`
  };
});

/** While the index cannot be asked, the page says so and stays usable. */
async function bodyOf(draw: () => Promise<Markup>): Promise<{ body: Markup; status: number }> {
  try {
    return { body: await draw(), status: 200 };
  } catch (error) {
    if (error instanceof ServiceError && PROBLEMS[error.code] === 503) {
      const body = markup`<p class="notice warning gap" role="alert"><span>${error.message}</span><a href="">Try again</a></p>`;
      return { body, status: 503 };
    }
    throw error;
  }
}

function searchForm({ ports }: PageCall, words: string): Markup {
  return markup`<form class="search gap" role="search" action="${ports.config.prefix}"><input type="search" name="q" maxlength="${LIMITS.queryCharacters}" aria-label="Search works" placeholder="Search works: words, code, packages" value="${words}"><button>Search</button></form>`;
}

async function start(call: PageCall): Promise<Markup> {
  const { ports } = call;
  const peers = await ports.peers.all();
  const own = await newestOf(call, [hubOf(ports.config).id], NEWEST);
  const others = await newestOf(
    call,
    peers.map(({ id }) => id),
    OTHER_HUBS
  );
  if (own.total + others.total === 0) {
    return markup`<p class="group lead">No work hangs here yet. Publish the first: in JupyterLab, right-click a notebook or folder and choose <b>Publish to Atrium…</b></p>`;
  }
  const featured = await featuredOf(call);
  const covers = await Covers.of(ports, [...(featured?.works ?? []), ...own.works, ...others.works]);
  const place = cardPlace(ports);
  return markup`${
    featured &&
    markup`<section class="group"><div class="head"><h2>${quoted(featured.title)}</h2><a href="${place.prefix}collections/${featured.id}">All ${featured.count}</a></div>${cardList(featured.works, covers, place)}</section>`
  }${
    own.total > 0 &&
    markup`<section class="group"><div class="head"><h2>New here</h2><a href="${place.prefix}?list=all">All ${(own.total + others.total).toLocaleString('en')}</a></div>${cardList(own.works, covers, place)}</section>`
  }${
    others.total > 0 &&
    markup`<section class="group"><div class="head"><h2>From other hubs</h2></div>${cardList(others.works, covers, place)}</section>`
  }`;
}

async function newestOf(
  { ports, caller }: PageCall,
  hub: string[],
  limit: number
): Promise<{ works: Work[]; total: number }> {
  if (hub.length === 0) {
    return { works: [], total: 0 };
  }
  const { hits, total } = await findWorks(ports, caller, { sort: 'newest', limit, facets: false, hub });
  return { works: hits.map(({ work }) => work), total };
}

type Featured = { id: string; title: string; count: number; works: readonly Work[] };

async function featuredOf({ ports, caller }: PageCall): Promise<Featured | null> {
  const collection = (await ports.collections.all()).find(each => each.isFeatured);
  const places = collection ? await placesOf(ports, caller, collection) : [];
  const works = places.flatMap(place => place.work ?? []);
  return collection && works.length > 0
    ? { id: collection.id, title: collection.title, count: works.length, works: works.slice(0, FEATURED) }
    : null;
}
