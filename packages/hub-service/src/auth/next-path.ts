// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Stands for whatever host the service has: only paths are compared. */
const BASE = 'http://service.invalid';
const MOST_CHARACTERS = 2048;
/** Slashes that some server behind us might decode. */
const HIDDEN_SLASH = /%2f|%5c|%00/i;

/**
 * Takes the place to go to after a login, if it is a page of this service.
 *
 * Compared after parsing as browsers parse it (WHATWG): comparing the text itself fails on dots, backslashes, control
 * characters and addresses without a scheme.
 *
 * @param next - a path with its query, from anywhere
 * @param prefix - of the service, with both slashes
 * @returns path and query below `prefix`; `prefix` itself for anything else
 * @see https://url.spec.whatwg.org/#concept-url-parser
 */
export function nextPath(next: string, prefix: string): string {
  if (next.length > MOST_CHARACTERS) {
    return prefix;
  }
  const url = below(next, prefix);
  const path = url ? url.pathname + url.search : prefix;
  // A path of two slashes is another host to whoever reads it again.
  return below(path, prefix)?.href === url?.href ? path : prefix;
}

function below(text: string, prefix: string): URL | null {
  const url = URL.parse(text, BASE + prefix);
  if (url?.origin !== BASE || url.username !== '' || url.password !== '') {
    return null;
  }
  url.hash = '';
  return url.pathname.startsWith(prefix) && !HIDDEN_SLASH.test(url.pathname) ? url : null;
}
