// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Resolves a reference inside a work.
 *
 * @param from - the path of the file that holds the reference
 * @param reference - as written; may be percent-encoded
 * @returns a path inside the work; null if it leads elsewhere
 */
export function resolvePath(from: string, reference: string): string | null {
  const path = decoded(reference.replace(/[?#].*$/s, ''));
  if (
    path === null ||
    path === '' ||
    path.startsWith('/') ||
    path.includes('\\') ||
    /^[a-z][a-z0-9+.-]*:/i.test(path)
  ) {
    return null;
  }
  const segments = from.split('/').slice(0, -1);
  for (const segment of path.split('/')) {
    if (segment === '..') {
      if (segments.pop() === undefined) {
        return null;
      }
    } else if (segment !== '.' && segment !== '') {
      segments.push(segment);
    }
  }
  return segments.length > 0 ? segments.join('/').normalize('NFC') : null;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
