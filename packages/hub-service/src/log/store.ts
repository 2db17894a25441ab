// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Card } from '@jupyter-atrium/api';
import type { WorkState } from '../works/store.ts';

/** The newest generation of this hub's log. */
export type LogHead = {
  generation: number;
  hubId: string;
  /** Keys that may sign, as the log's entries say. */
  vkeys: readonly string[];
  /** Tree sizes whose checkpoint was the first with other keys. */
  rotations: readonly number[];
  /** `sha256:…` of the recovery vkey. */
  recovery: string;
  /** Digest of the newest descriptor; null: none is written yet. */
  descriptor: string | null;
  /** What opened the generation; null for the first. */
  statement: Uint8Array | null;
  /** The checkpoint signed last, as far as the database knows; null: none. */
  checkpoint: Uint8Array | null;
};

/** What may change of a generation. */
export type HeadChange = Partial<Pick<LogHead, 'vkeys' | 'rotations' | 'descriptor' | 'checkpoint'>>;

/** A document whose digest the log names, beside releases. */
export type DocumentKind = 'descriptor' | 'card' | 'offer';

/** The log's entries: written once, never changed. */
export interface IEntryStore {
  /** Null: the network is off. */
  head(): Promise<LogHead | null>;

  /** Statements of all generations that have one. */
  statement(generation: number): Promise<Uint8Array | null>;

  /** Begins a generation. */
  open(head: Pick<LogHead, 'generation' | 'hubId' | 'vkeys' | 'recovery' | 'statement'>): Promise<void>;

  change(generation: number, change: HeadChange): Promise<void>;

  /** Keeps other writers of entries out until the transaction ends, so that the index is dense. */
  lock(): Promise<void>;

  /** Number of entries. */
  size(generation: number): Promise<number>;

  /** Appends entries, as their exact bytes. Only under `lock`. */
  append(generation: number, entries: readonly Uint8Array[]): Promise<void>;

  /** Entries `from` to, not including, `to`. */
  entries(generation: number, from: number, to: number): Promise<Uint8Array[]>;

  /** Their hashes. */
  hashes(generation: number, from: number, to: number): Promise<Uint8Array[]>;

  putDocument(digest: string, kind: DocumentKind, bytes: Uint8Array): Promise<void>;

  documents(digests: readonly string[]): Promise<Map<string, Uint8Array>>;

  removeDocuments(digests: readonly string[]): Promise<void>;
}

/** A release as the log says it is. */
export type LoggedRelease = { label: string; seq: number; manifest: string; card: string; state: WorkState };

/** A work as the log says it is. */
export type LoggedWork = {
  state: WorkState;
  /** Why it is not live. */
  category: string | null;
  releases: ReadonlyMap<string, LoggedRelease>;
};

/** What the records know of a release that may be logged. */
export type ReleaseNow = {
  label: string;
  seq: number;
  manifest: string;
  crate: string;
  /** The work's address, as the manifest has it. */
  url: string;
  createdAt: number;
  files: number;
  bytes: number;
  card: Card;
  state: WorkState;
  category: string | null;
};

/** What a digest stands for, if the log's state allows to give it out. */
export type Served =
  | { kind: 'document'; bytes: Uint8Array }
  | { kind: 'file'; file: number; size: number }
  /** To be written anew. */
  | { kind: 'manifest'; release: ServedRelease };

/** A release whose manifest is asked for. */
export type ServedRelease = ReleaseNow & { work: string; crateBytes: Uint8Array };

/** What the log says of works, as its entries add up. */
export interface ILoggedStore {
  /** Null: the log never named it. */
  find(work: string): Promise<LoggedWork | null>;

  /** Releases of a work, oldest first, erased ones too. */
  releasesNow(work: string): Promise<ReleaseNow[]>;

  /** Works that the log names, or whose audience says that it should. */
  concerned(): Promise<string[]>;

  /** Adds a release, and its work if it is new. */
  add(work: string, release: LoggedRelease & { crate: string }): Promise<void>;

  setWork(work: string, state: WorkState, category: string | null): Promise<void>;

  setRelease(work: string, label: string, change: Partial<Pick<LoggedRelease, 'state' | 'card'>>): Promise<void>;

  /** Works, or with a label releases of works that are not, that were erased. */
  erased(): Promise<{ work: string; label: string | null; category: string | null }[]>;

  /** Forgets all but what was erased, because a new generation begins. */
  forget(): Promise<void>;

  /** Finds what a digest may be answered with; null: nothing. */
  served(digest: string): Promise<Served | null>;

  /** Of some digests of cards, those that may be given out, with their bytes. */
  servedCards(digests: readonly string[]): Promise<Map<string, Uint8Array>>;

  counts(): Promise<{ works: number; releases: number }>;
}
