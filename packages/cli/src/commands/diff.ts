// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { parseArguments } from '../arguments.ts';
import type { Command } from '../command.ts';

export const diff: Command = {
  name: 'diff',
  usage: `A B [--json]

  A B   two versions of a notebook, by cell; or of any text, by line

  Words that differ are coloured on a terminal, else marked [-so-] and {+so+}. NO_COLOR is heeded.`,
  summary: 'Shows what differs between two notebooks, cell by cell.',
  run: async (args, world) => {
    const { values, positionals } = parseArguments(args, { json: { type: 'boolean', default: false } }, ['A', 'B']);
    const [before = '', after = ''] = positionals;
    const { diffFiles } = await import('../diff/diff-files.ts');
    return diffFiles({ before, after, isJson: values.json }, world);
  }
};
