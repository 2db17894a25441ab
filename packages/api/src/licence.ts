// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A licence the panel offers. */
export type Licence = {
  /** SPDX identifier. */
  id: string;
  name: string;
  /** What it allows, to complete "Name: …". */
  words: string;
  url: string;
};

/**
 * The licences offered, in the order screens show them; other SPDX identifiers are accepted and shown as they are.
 *
 * @see https://spdx.org/licenses/
 */
export const LICENCES: readonly Licence[] = [
  {
    id: 'CC-BY-4.0',
    name: 'CC BY 4.0',
    words: 'reuse with credit',
    url: 'https://creativecommons.org/licenses/by/4.0/'
  },
  {
    id: 'CC-BY-SA-4.0',
    name: 'CC BY-SA 4.0',
    words: 'reuse with credit, share alike',
    url: 'https://creativecommons.org/licenses/by-sa/4.0/'
  },
  {
    id: 'CC-BY-NC-4.0',
    name: 'CC BY-NC 4.0',
    words: 'reuse with credit, not commercially',
    url: 'https://creativecommons.org/licenses/by-nc/4.0/'
  },
  {
    id: 'CC0-1.0',
    name: 'CC0 1.0',
    words: 'no rights reserved',
    url: 'https://creativecommons.org/publicdomain/zero/1.0/'
  },
  { id: 'MIT', name: 'MIT', words: 'reuse of code with credit', url: 'https://opensource.org/license/mit' },
  {
    id: 'BSD-3-Clause',
    name: 'BSD 3-Clause',
    words: 'reuse of code with credit',
    url: 'https://opensource.org/license/bsd-3-clause'
  },
  {
    id: 'Apache-2.0',
    name: 'Apache 2.0',
    words: 'reuse of code with credit and patent grant',
    url: 'https://www.apache.org/licenses/LICENSE-2.0'
  },
  {
    id: 'GPL-3.0-or-later',
    name: 'GPL 3.0 or later',
    words: 'reuse of code, share alike',
    url: 'https://www.gnu.org/licenses/gpl-3.0.html'
  }
];

/**
 * Names a licence for people.
 *
 * @param id - an SPDX identifier, or null
 * @returns the short name; the identifier itself if it is not in the list; `All rights reserved` for null
 */
export function licenceName(id: string | null): string {
  return id === null ? 'All rights reserved' : (LICENCES.find(licence => licence.id === id)?.name ?? id);
}
