// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads what `testdata/record.py` recorded of nbformat. */
export function recorded<T>(name: string): T[] {
  return JSON.parse(readFileSync(join(__dirname, '../testdata', name), 'utf8')) as T[];
}
