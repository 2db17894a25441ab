// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Time } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';

const MINUTE_MS = 60_000;

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** The language of the page, as the browser's region writes it; the browser's own if the page does not say. */
export function pageLanguage(): string | undefined {
  const { lang } = document.documentElement;
  return navigator.language.startsWith(lang) ? navigator.language : lang;
}

/** Writes a number for people, such as `1,042`. */
export function formatCount(count: number): string {
  return new Intl.NumberFormat(pageLanguage()).format(count);
}

/** Writes a size for people, such as `12.4 MB`. */
export function formatBytes(bytes: number): string {
  const power = powerOf(bytes);
  return new Intl.NumberFormat(pageLanguage(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3
  }).format(bytes / 1000 ** power);
}

/** Writes how much of a size is done, such as `7.9 of 12.4 MB`; both in the unit of the whole. */
export function formatShare(done: number, total: number): [string, string] {
  const power = powerOf(total);
  const digits = new Intl.NumberFormat(pageLanguage(), { maximumFractionDigits: power === 0 ? 0 : 1 });
  return [digits.format(done / 1000 ** power), formatBytes(total)];
}

/** Which power of 1000 bytes a size is written in. */
function powerOf(bytes: number): number {
  return bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
}

/** Writes a day for people, such as `3 May 2026`. */
export function formatDay(time: string): string {
  return new Intl.DateTimeFormat(pageLanguage(), { dateStyle: 'long' }).format(new Date(time));
}

/** Writes a day and an hour for people. */
export function formatTime(time: string | Date): string {
  return new Intl.DateTimeFormat(pageLanguage(), { dateStyle: 'long', timeStyle: 'short' }).format(new Date(time));
}

/** Writes how long ago something was; of a clock that is ahead of this one, it was just now. */
export function formatAge(time: string, trans: TranslationBundle): string {
  return Date.now() - Date.parse(time) < MINUTE_MS ? trans.__('just now') : Time.formatHuman(time);
}

/** Writes an hour for people, such as `14:02`. */
export function formatHour(time: Date): string {
  return new Intl.DateTimeFormat(pageLanguage(), { timeStyle: 'short' }).format(time);
}

/** Writes a list for people, such as `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(pageLanguage(), { style: 'long', type: 'conjunction' }).format(items);
}
