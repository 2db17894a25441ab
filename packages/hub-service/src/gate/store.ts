// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What was found in files before, so that an update reads only what changed. */
export interface IFindingStore {
  /**
   * Finds what is kept of files.
   *
   * @returns by digest and path, separated by a space: JSON
   */
  find(files: readonly { digest: string; path: string }[], version: number): Promise<Map<string, string>>;

  /** Keeps findings of files that are known; replaces older ones. */
  keep(findings: readonly { digest: string; path: string; result: string }[], version: number): Promise<void>;

  /** Notes whether a person says of what looks like a secret that it is none. */
  setConfirmed(person: string, finding: string, isConfirmed: boolean): Promise<void>;

  /** Finds the ids of what a person said is no secret. */
  confirmedOf(person: string): Promise<Set<string>>;
}
