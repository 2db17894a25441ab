// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { OperatorPattern } from '@jupyter-atrium/api';
import type { Span } from './find-secrets.ts';
import { placeRule } from './place-rule.ts';
import type { FileRule } from './rule.ts';

/** Finds what a hub's operator asked to look for: once for each pattern and each place of each cell. */
export const operatorPattern: FileRule = (file, context) =>
  (context.patterns ?? []).flatMap(pattern =>
    placeRule({
      kind: 'operator-pattern',
      thing: pattern.name,
      because: 'Whoever runs this hub asks you to look at it before others see it.',
      find: text => findPattern(text, pattern),
      fix: 'redact',
      isHidden: true
    })(file, context)
  );

/** Finds all that a pattern matches. */
export function findPattern(text: string, { pattern }: OperatorPattern): Span[] {
  return [...text.matchAll(new RegExp(pattern, 'gu'))]
    .map(match => ({ start: match.index, end: match.index + match[0].length }))
    .filter(({ start, end }) => end > start);
}
