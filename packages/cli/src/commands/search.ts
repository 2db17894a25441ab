// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { UsageError, parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const search: Command = {
  name: 'search',
  usage: `WORDS… [--limit N] [--json]

  WORDS   as in the gallery: "a phrase", -without, in:code, package:xarray, tag:…, author:…, language:…`,
  summary: 'Finds works by what is in them.',
  run: async (args, world) => {
    const options = { limit: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } } as const;
    // A word that begins with a hyphen excludes it; only ours are options.
    const isOption = (word: string): boolean => /^--(?:limit|json)\b/.test(word);
    const at = args.findIndex(isOption);
    const words = at === -1 ? args : args.slice(0, at);
    const { values } = parseArguments(at === -1 ? [] : args.slice(at), options, []);
    const limit = Number(values.limit);
    if (words.length === 0 || !Number.isInteger(limit) || limit < 1) {
      throw new UsageError(words.length === 0 ? 'WORDS are missing.' : '--limit takes a number.');
    }
    const { searchWorks } = await import('../read/search-works.ts');
    return searchWorks({ query: words.join(' '), limit, isJson: values.json }, world);
  }
};
