// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const PARAMETER = 'atrium';

/** Matches addresses that name a work: `/lab?atrium=…`. */
export const ADDRESS_PATTERN = new RegExp(`[?&]${PARAMETER}=`);

/**
 * Takes the name of a work out of an address.
 *
 * @param request - path, query and hash
 * @returns the work's address or id, null without one; and the address without it
 */
export function takeAddress(request: string): { work: string | null; rest: string } {
  const url = new URL(request, 'http://localhost');
  const work = url.searchParams.get(PARAMETER);
  url.searchParams.delete(PARAMETER);
  return { work: work === '' ? null : work, rest: `${url.pathname}${url.search}${url.hash}` };
}
