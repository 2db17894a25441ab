// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { findHomes } from './home-paths.ts';
import { placeRule } from './place-rule.ts';

/** Finds home folders of people: once for each place of each cell. */
export const personalPath = placeRule({
  kind: 'personal-path',
  thing: 'a home folder',
  because: 'It tells your account’s name, and does not exist elsewhere.',
  find: findHomes,
  fix: 'make-relative'
});
