// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type FoundHome, findHomes } from '../checks/home-paths.ts';

/** Characters that may follow a path of the folder itself. */
const PATH_END = /^(?:[/\\]|[\s"'`<>|,;:()[\]{}]|$)/;

/**
 * Makes paths into people's home folders relative: to the file for paths into the published folder, else to `~`.
 *
 * @param text - any text
 * @param path - of the file it stands in, relative to the folder
 * @param folder - absolute path of the published folder, if it is known
 */
export function relativePaths(text: string, path: string, folder?: string): string {
  const parts: string[] = [];
  let at = 0;
  for (const home of findHomes(text)) {
    if (home.from < at) {
      continue;
    }
    const [replacement, end] = pathAt(text, home, { path, root: folder?.replace(/\/$/, '') ?? '' });
    parts.push(text.slice(at, home.from), replacement);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

function pathAt(text: string, home: FoundHome, { path, root }: { path: string; root: string }): [string, number] {
  const rootEnd = home.from + root.length;
  const isInside = root !== '' && text.startsWith(root, home.from) && PATH_END.test(text.slice(rootEnd, rootEnd + 1));
  if (!isInside) {
    return home.inside > home.end ? ['~/', home.inside] : ['~', home.end];
  }
  const up = '../'.repeat(path.split('/').length - 1);
  return text[rootEnd] === '/' ? [up, rootEnd + 1] : [up.slice(0, -1) || '.', rootEnd];
}
