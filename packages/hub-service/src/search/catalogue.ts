// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { FacetName, Reader } from '@jupyter-atrium/api';
import { FACETS } from '@jupyter-atrium/api';
import type { Asker } from '../auth/audience.ts';
import { canRead } from '../auth/audience.ts';
import { fold } from './analyser.ts';
import { Column, grown } from './column.ts';
import type { CatalogueChanges, CatalogueRow, WorkFacts } from './engine.ts';
import { Vocabulary } from './vocabulary.ts';

const FIRST_ROOM = 1024;
const NOBODY = 0;
const NAMED = 1;
const EVERYBODY = 2;

/** All works of an index as a search needs them: in typed arrays by slot, so that counting costs nothing. */
export class Catalogue {
  private _mark: string | null = null;
  private _facts: (WorkFacts | undefined)[] = [];
  private _titles: string[] = [];
  private _shown = new Uint8Array(FIRST_ROOM);
  private _updated = new Float64Array(FIRST_ROOM);
  private _copies = new Float64Array(FIRST_ROOM);
  private _workOf = new Int32Array(FIRST_ROOM);
  private _columns = newColumns();
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

  column(facet: FacetName): Column {
    return this._columns[facet];
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
    const visible = new Uint8Array(this.room);
    for (let slot = 0; slot < visible.length; slot++) {
      visible[slot] = this._shown[slot] === EVERYBODY ? 1 : 0;
    }
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
    for (const facet of FACETS) {
      this._columns[facet].set(slot, valuesOf(facts, facet));
    }
    this._shown[slot] = facts.audience === 'private' ? NAMED : EVERYBODY;
    if (this._shown[slot] === EVERYBODY) {
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
    if (this._shown[slot] === EVERYBODY) {
      this._vocabulary.remove(namesOf(facts));
    } else {
      keysOf(facts).forEach(key => this._named.get(key)?.delete(slot));
    }
    this._shown[slot] = NOBODY;
    this._facts[slot] = undefined;
    this._slots.delete(facts.id);
  }

  private _reserve(slot: number, passages: readonly number[]): void {
    this._shown = grown(this._shown, slot + 1);
    this._updated = grown(this._updated, slot + 1);
    this._copies = grown(this._copies, slot + 1);
    this._workOf = grown(this._workOf, passages.reduce((most, passage) => Math.max(most, passage), 0) + 1);
  }

  private _clear(): void {
    this._facts = [];
    this._titles = [];
    this._shown = new Uint8Array(FIRST_ROOM);
    this._workOf = new Int32Array(FIRST_ROOM);
    this._columns = newColumns();
    this._slots = new Map();
    this._named = new Map();
    this._vocabulary = new Vocabulary();
  }
}

/** The values of a work in a facet. */
function valuesOf(facts: WorkFacts, facet: FacetName): readonly string[] {
  switch (facet) {
    case 'package':
      return facts.packages;
    case 'tag':
      return facts.tags;
    case 'author':
      return facts.authors;
    case 'hub':
      return [facts.hub.id];
    case 'language':
    case 'kernel':
    case 'licence':
      return facts[facet] === null ? [] : [facts[facet]];
  }
}

function newColumns(): Record<FacetName, Column> {
  return Object.fromEntries(FACETS.map(facet => [facet, new Column()])) as Record<FacetName, Column>;
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
