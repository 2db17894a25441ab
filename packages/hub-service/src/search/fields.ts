// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a passage holds, in the order and with the weights of the index. */
export const FIELDS = ['names', 'prose', 'code', 'outputs'] as const;
export type Field = (typeof FIELDS)[number];

/** How much a word counts by where it stands. */
export const WEIGHTS: Readonly<Record<Field, number>> = { names: 8, prose: 2, code: 1, outputs: 0.5 };
