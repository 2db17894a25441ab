// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience, Hub, Reader } from '@jupyter-atrium/api';
import type { Field } from './fields.ts';
import type { FieldTokens, Segment } from './passages.ts';
import type { Term } from './query.ts';

/** What of a work decides who finds it, how it is filtered and where it stands. */
export type WorkFacts = {
  readonly id: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly audience: Audience;
  readonly readers: readonly Reader[];
  readonly hub: Hub;
  readonly title: string;
  readonly language: string | null;
  readonly kernel: string | null;
  readonly licence: string | null;
  readonly packages: readonly string[];
  readonly tags: readonly string[];
  readonly authors: readonly string[];
  readonly copies: number;
  readonly updatedAt: number;
};

/** Where a passage comes from; `path` null: the work has no text, only its card. */
export type PassageSource = { readonly path: string | null; readonly digest: string | null; readonly part: number };

/** A passage as it is put into the index. */
export type NewPassage = PassageSource & {
  readonly segments: readonly Segment[];
  readonly tokens: FieldTokens;
};

/** A passage the index has. */
export type KnownPassage = PassageSource & { readonly id: number };

/** What the index has of a work. */
export type KnownWork = {
  /** Counts up, never used twice in one index. */
  readonly slot: number;
  /** Names the card's words; passages of another are out of date. */
  readonly cardKey: string;
  readonly passages: readonly KnownPassage[];
};

/** A change of one work. */
export type WorkChange = {
  readonly facts: WorkFacts;
  readonly summary: string;
  readonly cardKey: string;
  readonly add: readonly NewPassage[];
  /** Ids of passages that go. */
  readonly drop: readonly number[];
};

/** Changes that become visible together. */
export type IndexBatch = {
  readonly works: readonly WorkChange[];
  /** Ids of works that go. */
  readonly gone: readonly string[];
  /** The last change of the records this brings the index to. */
  readonly applied: number;
  /** Among what goes is something that was erased. */
  readonly isErasing: boolean;
};

/** Which analyser, extractor and form made an index, and how far it came. */
export type IndexState = {
  readonly version: string;
  readonly applied: number;
  readonly isComplete: boolean;
  /** Something erased was dropped and not purged yet. */
  readonly isPurgeDue: boolean;
  /** When it was purged last, in ms; 0: never. */
  readonly purgedAt: number;
};

/** Writes an index; one process does at a time. */
export interface IIndexWriter {
  state(): Promise<IndexState>;

  /** Finds what is indexed of works; those not indexed are absent. */
  known(works: readonly string[]): Promise<Map<string, KnownWork>>;

  /** Reads the text of passages as it was put in. */
  segments(passages: readonly number[]): Promise<Map<number, readonly Segment[]>>;

  /** Changes the index, in one transaction; twice the same batch changes nothing more. */
  index(batch: IndexBatch): Promise<void>;

  /** Says that all works are in. */
  complete(): Promise<void>;

  /**
   * Makes what was dropped unreadable on disk, as far as the engine can.
   *
   * @param now - in ms
   */
  purge(now: number): Promise<void>;

  close(): Promise<void>;
}

/** A work as searches see it, with all its passages. */
export type CatalogueRow = { readonly slot: number; readonly facts: WorkFacts; readonly passages: readonly number[] };

/** What changed of the works since a mark. */
export type CatalogueChanges = {
  /** Pass it to the next call. */
  readonly mark: string;
  /** Everything is in `rows`; what was known before is void. */
  readonly isWhole: boolean;
  readonly rows: readonly CatalogueRow[];
  readonly gone: readonly number[];
};

/** What an engine looks for. */
export type EngineQuery = {
  /** All of these in one passage; at least one. */
  readonly all: readonly Term[];
  /** Empty: all fields. */
  readonly fields: ReadonlySet<Field>;
};

/** Passages that match, in no order, each with a score: 0 if none was asked for. */
export type Matches = { readonly ids: Int32Array; readonly scores: Float64Array };

/** The text of a passage, the file it stands in and the summary of its work. */
export type PassageText = {
  readonly path: string | null;
  readonly segments: readonly Segment[];
  readonly summary: string;
};

/** Searches an index. */
export interface ISearchEngine {
  /**
   * Brings a catalogue up to date.
   *
   * @param mark - of the call before; null at first
   */
  changes(mark: string | null): Promise<CatalogueChanges>;

  /**
   * Finds every passage that matches, whoever may see it.
   *
   * @param isRanked - with the text score of each
   */
  match(query: EngineQuery, isRanked: boolean): Promise<Matches>;

  /**
   * Scores a few passages better than `match` did.
   *
   * @param best - chooses them; is called only if the engine can do better
   * @returns scores in the order of `best`; null where `match` is as good
   */
  rank(query: EngineQuery, best: () => Int32Array): Promise<Float64Array | null>;

  /** Reads where passages come from and their text. */
  texts(ids: readonly number[]): Promise<Map<number, PassageText>>;

  close(): Promise<void>;
}
