// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Count, Path, nullable, oneOf } from './primitive.ts';

/** How much a finding matters: `stop` must be fixed, `ask` answered, `note` is only shown. */
export const CheckLevel = oneOf(['stop', 'ask', 'note']);
export type CheckLevel = 'stop' | 'ask' | 'note';

/** What can be done about a finding by one click. */
export const FixKind = oneOf([
  'redact',
  'clear-output',
  'make-relative',
  'add-ids',
  'repair',
  'remove',
  'strip-trust',
  'leave-out'
]);
export type FixKind = Type.Static<typeof FixKind>;

/** Something a hub's operator wants people to be asked about before they publish it. */
export const OperatorPattern = Type.Object({
  /** As people read it: `a student number`. */
  name: Type.String({ minLength: 1, maxLength: 80 }),
  /** A regular expression in the syntax of JavaScript, with the flag `u`. */
  pattern: Type.String({ minLength: 1, maxLength: 500 })
});
export type OperatorPattern = Type.Static<typeof OperatorPattern>;

/** One finding of the gate before publishing, or of the preflight before opening. */
export const Check = Type.Object({
  /** Same finding in the same bytes, same id; answers name it. */
  id: Type.String({ maxLength: 128 }),
  kind: oneOf([
    'secret',
    'personal-path',
    'email',
    'operator-pattern',
    'error-output',
    'run-order',
    'install-cell',
    'missing-file',
    'cell-ids',
    'schema',
    'leftovers',
    'kernel-missing',
    'card',
    'size',
    'names',
    'active-content',
    'pending',
    'trusted',
    'kernel',
    'packages',
    'format',
    'space'
  ]),
  level: CheckLevel,
  path: nullable(Path),
  /** Counted from 0; people read `index + 1`. */
  cell: nullable(Type.Object({ index: Count, id: nullable(Type.String()) })),
  place: oneOf(['source', 'output', 'metadata', 'attachment', 'name', 'file', 'card']),
  /** What and where, one sentence. */
  message: Type.String(),
  /** What it would lead to; empty if the message says all. */
  because: Type.String(),
  /** The place in one line, with everything secret masked; empty if there is nothing to show. */
  excerpt: Type.String({ maxLength: 300 }),
  /** Best one first. */
  fixes: Type.Array(FixKind)
});
export type Check = Type.Static<typeof Check>;
