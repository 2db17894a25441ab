// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

const MINUTE_MS = 60_000;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** The language of the page, as the browser's region writes it; the browser's own if the page does not say. */
function language(): string | undefined {
  const { lang } = document.documentElement;
  return navigator.language.startsWith(lang) ? navigator.language : lang;
}

/** Writes a number for people, such as `1,042`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(language()).format(count);
}

/** Writes a size for people, such as `12.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3
  }).format(bytes / 1000 ** power);
}

/** Writes a day for people, such as `3 May 2026`. */
export function formatDay(time: string): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long' }).format(new Date(time));
}

/** Writes a day and an hour for people. */
export function formatTime(time: string | Date): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'short' }).format(new Date(time));
}

/** Writes how long ago something was; of a clock that is ahead of this one, it was just now. */
export function formatAge(time: string, trans: TranslationBundle): string {
  return Date.now() - Date.parse(time) < MINUTE_MS ? trans.__('just now') : Time.formatHuman(time);
}

/** Writes an hour for people, such as `14:02`. */
export function formatHour(time: Date): string {
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short' }).format(time);
}

/** Writes a list for people, such as `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(language(), { style: 'long', type: 'conjunction' }).format(items);
}

/** Names a language of prose, such as `English`; the tag itself if the browser does not know it. */
export function proseLanguage(tag: string): string {
  try {
    return new Intl.DisplayNames([language() ?? 'en'], { type: 'language' }).of(tag) ?? tag;
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
