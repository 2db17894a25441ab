// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Author, CardFields, Me, Scan } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { Choices, LastUsed } from './ports';
import type { Before } from './state';

/** A field the person fills in. */
export type FieldName = 'title' | 'summary' | 'authors' | 'licence' | 'label' | 'tags' | 'note';

/** Where a field's value came from. */
export type FieldOrigin = Scan['from'][string] | 'last-used' | 'before';

/** The values of the fields. */
export type FieldValues = {
  readonly title: string;
  readonly summary: string;
  readonly authors: readonly Author[];
  /** An SPDX identifier; null: all rights reserved; undefined: not decided yet. */
  readonly licence: string | null | undefined;
  readonly label: string;
  readonly tags: readonly string[];
  readonly note: string;
};

export type CardForm = FieldValues & {
  /** Fields the person wrote; a new look at the files leaves them alone. */
  readonly edited: ReadonlySet<FieldName>;
  readonly from: Readonly<Partial<Record<FieldName, FieldOrigin>>>;
};

/** What is wrong with a field. */
export type Fault = { readonly field: FieldName; readonly kind: 'missing' | 'too-long' | 'malformed' | 'taken' };

/** Where the values of untouched fields come from. */
export type Prefill = {
  readonly scan: Scan;
  readonly me: Me | null;
  readonly lastUsed: LastUsed;
  readonly before: Before | null;
};

export const EMPTY_FORM: CardForm = {
  title: '',
  summary: '',
  authors: [],
  licence: undefined,
  label: '1.0.0',
  tags: [],
  note: '',
  edited: new Set(),
  from: {}
};

/** Fills the fields that nobody wrote in. */
export function prefill(form: CardForm, sources: Prefill): CardForm {
  const proposed = sources.before ? valuesBefore(sources.before) : valuesFound(sources);
  const from: Partial<Record<FieldName, FieldOrigin>> = sources.before ? fromBefore() : fromFound(sources);
  const kept = Object.fromEntries([...form.edited].map(field => [field, form[field]]));
  for (const field of form.edited) {
    delete from[field];
  }
  return { ...form, ...proposed, ...kept, from };
}

/** Takes what the person wrote in some fields. */
export function edit(form: CardForm, fields: Partial<FieldValues>): CardForm {
  const names = Object.keys(fields) as FieldName[];
  const from = Object.fromEntries(Object.entries(form.from).filter(([name]) => !(name in fields)));
  return { ...form, ...fields, edited: new Set([...form.edited, ...names]), from };
}

/** Lists what is wrong, in the order of the fields. */
export function faultsOf(form: FieldValues, before: Before | null): Fault[] {
  const faults: (Fault | null)[] = [
    form.title.trim() === ''
      ? { field: 'title', kind: 'missing' }
      : tooLong('title', form.title, LIMITS.titleCharacters),
    tooLong('summary', form.summary, LIMITS.summaryCharacters),
    form.authors.length === 0 ? { field: 'authors', kind: 'missing' } : null,
    form.licence === undefined ? { field: 'licence', kind: 'missing' } : null,
    labelFault(form.label, before),
    tooLong('note', form.note, LIMITS.noteCharacters)
  ];
  return faults.filter(fault => fault !== null);
}

/** The card as the service takes it. */
export function cardOf(form: FieldValues, scan: Scan, before: Before | null): CardFields {
  const entry = before?.page.card.entry ?? null;
  const isThere = entry !== null && scan.files.some(file => file.path === entry);
  return {
    title: form.title.trim(),
    summary: form.summary.trim(),
    authors: [...form.authors],
    licence: form.licence ?? null,
    tags: [...form.tags],
    inLanguage: before ? before.page.card.inLanguage : scan.card.inLanguage,
    entry: isThere ? entry : scan.card.entry
  };
}

/** Whether the card is that of the release before. */
export function isCardAsBefore(form: FieldValues, before: Before): boolean {
  const old = valuesBefore(before);
  const fields = ['title', 'summary', 'authors', 'licence', 'tags'] as const;
  return fields.every(field => JSON.stringify(form[field]) === JSON.stringify(old[field]));
}

/** What the person wrote, to be kept. */
export function writtenIn(form: CardForm): Choices['card'] {
  return Object.fromEntries([...form.edited].map(field => [field, form[field]]));
}

/** Takes up what the person wrote at an earlier visit. */
export function takeUp(form: CardForm, written: Choices['card']): CardForm {
  return edit(form, written);
}

/**
 * Proposes the label after another one: `1.3.0` → `1.4.0`, `3` → `4`, `spring` → `spring-2`.
 */
export function labelAfter(label: string): string {
  const three = /^(\d+)\.(\d+)\.\d+$/.exec(label);
  if (three) {
    return `${three[1]}.${Number(three[2]) + 1}.0`;
  }
  const last = /^(.*?)(\d+)$/.exec(label);
  return last ? `${last[1]}${Number(last[2]) + 1}` : `${label.slice(0, LIMITS.labelCharacters - 2)}-2`;
}

function tooLong(field: FieldName, text: string, limit: number): Fault | null {
  return text.length > limit ? { field, kind: 'too-long' } : null;
}

function labelFault(label: string, before: Before | null): Fault | null {
  if (label.trim() === '') {
    return { field: 'label', kind: 'missing' };
  }
  if (!/^[0-9A-Za-z][0-9A-Za-z.-]{0,63}$/.test(label)) {
    return { field: 'label', kind: 'malformed' };
  }
  return label === before?.release.label ? { field: 'label', kind: 'taken' } : null;
}

function valuesBefore({ page, release }: Before): FieldValues {
  const { title, summary, authors, licence, tags } = page.card;
  return { title, summary, authors, licence, tags, label: labelAfter(release.label), note: '' };
}

function fromBefore(): Partial<Record<FieldName, FieldOrigin>> {
  const fields = ['title', 'summary', 'authors', 'licence', 'tags'] as const;
  return Object.fromEntries(fields.map(field => [field, 'before']));
}

function valuesFound({ scan, me, lastUsed }: Prefill): FieldValues {
  const { card, from } = scan;
  const you = me ? [{ name: me.person.name }] : [];
  const others = lastUsed.authors.length > 0 ? lastUsed.authors : you;
  return {
    title: card.title,
    summary: card.summary,
    authors: card.authors.length > 0 ? card.authors : others,
    licence: from.licence ? card.licence : lastUsed.licence,
    label: EMPTY_FORM.label,
    tags: card.tags,
    note: ''
  };
}

function fromFound({ scan, lastUsed }: Prefill): Partial<Record<FieldName, FieldOrigin>> {
  const { title, summary, authors, licence, tags } = scan.from;
  const found: Partial<Record<FieldName, FieldOrigin | undefined>> = {
    title,
    summary,
    authors: authors ?? (lastUsed.authors.length > 0 ? 'last-used' : undefined),
    licence: licence ?? (lastUsed.licence === undefined ? undefined : 'last-used'),
    tags
  };
  return Object.fromEntries(Object.entries(found).filter(([, origin]) => origin !== undefined));
}
