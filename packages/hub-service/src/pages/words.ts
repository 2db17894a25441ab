// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type Markup, markup } from './markup.ts';

const MINUTE_MS = 60_000;
const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 24 * 60 * MINUTE_MS],
  ['month', 30 * 24 * 60 * MINUTE_MS],
  ['week', 7 * 24 * 60 * MINUTE_MS],
  ['day', 24 * 60 * MINUTE_MS],
  ['hour', 60 * MINUTE_MS],
  ['minute', MINUTE_MS]
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** Writes how long ago something was. */
export function agoWords(then: number, now: number): string {
  const [unit, length] = UNITS.find(([, ms]) => Math.abs(now - then) >= ms) ?? [null, 1];
  return unit === null ? 'just now' : relative.format(-Math.floor((now - then) / length), unit);
}

/** Writes a time for people, with the date for whoever asks for it. */
export function ago(then: number, now: number): Markup {
  const iso = new Date(then).toISOString();
  return markup`<time datetime="${iso}" title="${full.format(then)} UTC">${agoWords(then, now)}</time>`;
}

/** Writes a date for people. */
export function dayWords(then: number): string {
  return day.format(then);
}

/** Writes a time with its date, for tables. */
export function shortWords(then: number): string {
  return short.format(then);
}

/** Writes a number with its noun: "1 work", "1,204 works". */
export function countWords(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}

/** Writes what somebody else wrote: text of any direction, never markup. */
export function quoted(text: string): Markup {
  return markup`<bdi dir="auto">${text}</bdi>`;
}
