// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Check, FixKind, OperatorPattern } from '@jupyter-atrium/api';

/**
 * Fixes findings in the text of a file.
 *
 * @param folder - absolute path of the folder that is published; empty if it is not known
 * @returns the text of the fixed file; null if nothing in it can be fixed so
 */
export type Fixer = (text: string, checks: readonly Check[], kind: FixKind, folder: string) => string | null;

/**
 * Loads what knows the fixes.
 *
 * @param patterns - what the hub's operator wants people to be asked about
 */
export async function loadFixer(patterns: readonly OperatorPattern[] = []): Promise<Fixer> {
  const { applyFix, readFile } = await import('@jupyter-atrium/notebooks');
  return (text, checks, kind, folder) => {
    let now = text;
    for (const check of checks) {
      const file = readFile(check.path ?? '', new TextEncoder().encode(now));
      now = applyFix(file, check, kind, { patterns, ...(folder === '' ? {} : { folder }) }) ?? now;
    }
    return now === text ? null : now;
  };
}
