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
}
