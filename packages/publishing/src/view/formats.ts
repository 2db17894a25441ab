// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** The language of the page; that of the browser if the page does not say. */
function language(): string | undefined {
  return document.documentElement.lang || undefined;
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

/** Writes how much of a size is done, such as `7.9 of 12.4 MB`; both in the unit of the whole. */
export function formatShare(done: number, total: number): [string, string] {
  const power = total < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(total) / 3));
  const scaled = done / 1000 ** power;
  const digits = new Intl.NumberFormat(language(), { maximumFractionDigits: power === 0 ? 0 : 1 });
  return [digits.format(scaled), formatBytes(total)];
}

/** Writes a list for people, such as `a, b and c`. */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(language(), { style: 'long', type: 'conjunction' }).format(items);
}
