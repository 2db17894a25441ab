// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Changes, Check, Needs } from '@jupyter-atrium/api';

/** A file to look at. */
export type GateFile = {
  path: string;
  digest: string;
  size: number;
  /** Of a draft's new file, n × 32 bytes; null: the service knows the file. */
  recipe: Uint8Array | null;
  /** The digest is only claimed so far. */
  isClaimed?: boolean;
};

/** What was found in one file, to be kept by its digest and path: JSON. */
export type Finding = { digest: string; path: string; result: string };

/** What was found in the files of a draft or release. */
export type Findings = {
  /** Worst first, then by file and cell. */
  checks: Check[];
  needs: Needs;
  /** The file to open first; null if there is nothing to open. */
  entry: string | null;
  /** What was not known before. */
  news: Finding[];
  /** By claimed digest: what the file is, as far as all of it was read. */
  digests: ReadonlyMap<string, string>;
};

/** Looks into files: the gate before publishing. It runs here whatever the client says it found. */
export interface IGate {
  /** Names the rules: findings of another version are not used. */
  readonly version: number;

  /**
   * Checks all files.
   *
   * @param folder - the name of what is published, which may name the file to open first
   * @param onBytes - told how many further bytes of content were looked at
   */
  check(files: readonly GateFile[], folder: string, onBytes: (bytes: number) => void): Promise<Findings>;

  /** Counts what differs between two states, by cell where a notebook changed. */
  compare(before: readonly GateFile[], after: readonly GateFile[]): Promise<Changes>;
}
