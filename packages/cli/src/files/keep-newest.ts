// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Removes all files of a folder but those written last. */
export function keepNewest(folder: string, count: number): void {
  const paths = readdirSync(folder).map(name => join(folder, name));
  const byAge = paths.map(path => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => b.at - a.at);
  byAge.slice(count).forEach(({ path }) => rmSync(path, { force: true }));
}
