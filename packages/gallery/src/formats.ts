// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { pageLanguage } from '@jupyter-atrium/connection';

/** Names a language of prose, such as `English`; the tag itself if the browser does not know it. */
export function proseLanguage(tag: string): string {
  try {
    return new Intl.DisplayNames([pageLanguage() ?? 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

const CODE_LANGUAGES: Readonly<Record<string, string>> = {
  'c++': 'C++',
  cpp: 'C++',
  csharp: 'C#',
  fsharp: 'F#',
  javascript: 'JavaScript',
  matlab: 'MATLAB',
  ocaml: 'OCaml',
  php: 'PHP',
  sas: 'SAS',
  sql: 'SQL',
  typescript: 'TypeScript'
};

/** Names a programming language as people write it. */
export function codeLanguage(name: string): string {
  return CODE_LANGUAGES[name.toLowerCase()] ?? `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}

/** The host in a hub's id, which is what people recognise. */
export function hubHost(id: string): string {
  return id.split('/')[0] ?? id;
}
