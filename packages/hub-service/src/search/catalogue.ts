// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Reader } from '@jupyter-atrium/api';
import type { Asker } from '../auth/audience.ts';
import { canRead } from '../auth/audience.ts';
import { fold } from './analyser.ts';
import type { CatalogueChanges, CatalogueRow, WorkFacts } from './engine.ts';
import type { FacetValues } from './facet-table.ts';
import { FacetTable } from './facet-table.ts';
import { grown } from './grown.ts';
import { Vocabulary } from './vocabulary.ts';

const FIRST_ROOM = 1024;

/** All works of an index as a search needs them: in typed arrays by slot, so that counting costs nothing. */
export class Catalogue {
  private _mark: string | null = null;
  private _facts: (WorkFacts | undefined)[] = [];
  private _titles: string[] = [];
  /** 1: everybody may see it. */
  private _open = new Uint8Array(FIRST_ROOM);
  private _boost = new Float64Array(FIRST_ROOM);
  private _updated = new Float64Array(FIRST_ROOM);
  private _copies = new Float64Array(FIRST_ROOM);
  private _workOf = new Int32Array(FIRST_ROOM);
  private _facets = new FacetTable();
  private _slots = new Map<string, number>();
  private _hubs = new Map<string, string>();
  private _vocabulary = new Vocabulary();
  /** Private works by whom they name; candidates only, the policy decides. */
  private _named = new Map<string, Set<number>>();

  /** Where the catalogue stands; null before the first reading. */
  get mark(): string | null {
    return this._mark;
  }

  /** Slots are below this number. */
  get room(): number {
    return this._facts.length;
  }

  apply({ mark, isWhole, rows, gone }: CatalogueChanges): void {
    if (isWhole) {
      this._clear();
    }
    gone.forEach(slot => this._remove(slot));
    rows.forEach(row => this._put(row));
    this._mark = mark;
  }

  facts(slot: number): WorkFacts | undefined {
    return this._facts[slot];
  }

  /** The title as it is sorted by. */
  title(slot: number): string {
    return this._titles[slot] ?? '';
  }

  updated(slot: number): number {
    return this._updated[slot] ?? 0;
  }

  copies(slot: number): number {
    return this._copies[slot] ?? 0;
  }

  /** What counts beside the words: copies opened, and a little how new it is. */
  boost(slot: number): number {
    return this._boost[slot] ?? 0;
  }

  get facets(): FacetTable {
    return this._facets;
  }

  slotOf(work: string): number | undefined {
    return this._slots.get(work);
  }

  /** The work of a passage; 0: none that is known. */
  workOf(passage: number): number {
    return this._workOf[passage] ?? 0;
  }

  /** Tells by slot which works somebody may see: 1. */
  visibleTo(asker: NonNullable<Asker>): Uint8Array {
    const visible = this._open.slice(0, this.room);
    for (const slot of this._candidates(asker)) {
      const facts = this._facts[slot];
      visible[slot] = facts && canRead(asker, facts) ? 1 : 0;
    }
    return visible;
  }

  /** Words of names that everybody here may see. */
  get vocabulary(): Vocabulary {
    return this._vocabulary;
  }

  /** The name of a hub that has a work here. */
  hubName(id: string): string {
    return this._hubs.get(id) ?? '';
  }

  private *_candidates(asker: NonNullable<Asker>): Generator<number> {
    const readers: Reader[] = [
      { kind: 'person', name: asker.username },
      ...asker.groups.map(name => ({ kind: 'group' as const, name }))
    ];
    for (const key of [ownerKey(asker.person), ...readers.map(readerKey)]) {
      yield* this._named.get(key) ?? [];
    }
  }

  private _put({ slot, facts, passages }: CatalogueRow): void {
    this._remove(slot);
    this._reserve(slot, passages);
    this._facts[slot] = facts;
    this._titles[slot] = fold(facts.title);
    this._updated[slot] = facts.updatedAt;
    this._copies[slot] = facts.copies;
    this._slots.set(facts.id, slot);
    this._hubs.set(facts.hub.id, facts.hub.name);
    passages.forEach(passage => (this._workOf[passage] = slot));
    this._facets.set(slot, valuesOf(facts));
    this._boost[slot] = boostOf(facts);
    if (facts.audience !== 'private') {
      this._open[slot] = 1;
      this._vocabulary.add(namesOf(facts));
    } else {
      keysOf(facts).forEach(key => this._named.set(key, (this._named.get(key) ?? new Set()).add(slot)));
    }
  }

  private _remove(slot: number): void {
    const facts = this._facts[slot];
    if (!facts) {
      return;
    }
    if (this._open[slot] === 1) {
      this._vocabulary.remove(namesOf(facts));
    } else {
      keysOf(facts).forEach(key => this._named.get(key)?.delete(slot));
    }
    this._open[slot] = 0;
    this._facts[slot] = undefined;
    this._slots.delete(facts.id);
  }

  private _reserve(slot: number, passages: readonly number[]): void {
    this._open = grown(this._open, slot + 1);
    this._boost = grown(this._boost, slot + 1);
    this._updated = grown(this._updated, slot + 1);
    this._copies = grown(this._copies, slot + 1);
    this._workOf = grown(this._workOf, passages.reduce((most, passage) => Math.max(most, passage), 0) + 1);
  }

  private _clear(): void {
    this._facts = [];
    this._titles = [];
    this._open = new Uint8Array(FIRST_ROOM);
    this._workOf = new Int32Array(FIRST_ROOM);
    this._facets = new FacetTable();
    this._slots = new Map();
    this._named = new Map();
    this._vocabulary = new Vocabulary();
  }
}

function boostOf({ copies, updatedAt }: WorkFacts): number {
  return 0.1 * Math.log1p(copies) + updatedAt / 1000 / 1e10;
}

function valuesOf({ packages, tags, authors, hub, language, kernel, licence }: WorkFacts): FacetValues {
  const one = (value: string | null): string[] => (value === null ? [] : [value]);
  return {
    language: one(language),
    kernel: one(kernel),
    package: packages,
    tag: tags,
    hub: [hub.id],
    licence: one(licence),
    author: authors
  };
}

function namesOf({ title, tags, packages, authors }: WorkFacts): string[] {
  return [title, ...tags, ...packages, ...authors];
}

/** Whom a private work names. */
function keysOf({ owner, readers }: WorkFacts): string[] {
  return [ownerKey(owner.id), ...readers.map(readerKey)];
}

function ownerKey(person: string): string {
  return `owner ${person}`;
}

function readerKey({ kind, name }: Reader): string {
  return `${kind} ${name}`;
}
