// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { findEmails } from './find-emails.ts';
import { placeRule } from './place-rule.ts';

/** Files that are there to say whom to write to. */
const NAMES_PEOPLE =
  /^(?:(?:licen[cs]e|copying|notice|authors|contributors|maintainers|citation|codemeta|description)(?:[.-].*)?|\.zenodo\.json|package\.json|pyproject\.toml|project\.toml|setup\.(?:py|cfg))$/i;

/** Finds e-mail addresses: once for each place of each cell. */
export const email = placeRule({
  kind: 'email',
  thing: 'an e-mail address',
  because: 'Whoever reads this can write to it, and so can programs that gather addresses.',
  find: findEmails,
  fix: 'redact',
  isExempt: path => NAMES_PEOPLE.test(path.slice(path.lastIndexOf('/') + 1))
});
