// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** Where a log is read from: a hub's address or a folder. */
export interface ILogSource {
  /**
   * Reads a file of the tree.
   *
   * @param path - relative to the federation root
   * @param most - bytes that may be read
   * @returns null if there is none, and never will be by asking again
   * @throws Error when it cannot be told
   */
  read(path: string, most: number): Promise<Uint8Array | null>;

  /** Tells whether it has blobs; a folder of the log alone has none. */
  readonly hasBlobs: boolean;
}

/** One thing that is wrong, and where. */
export type Fault = { where: string; what: string };

/** What verifying a log came to. */
export type LogReport = {
  hub: string;
  name: string;
  /** Of the newest key. */
  fingerprint: string;
  generation: number;
  /** Entries. */
  size: number;
  /** Number of entries of each kind, unknown ones as `other`. */
  entries: Readonly<Record<string, number>>;
  /** Those that can be seen now. */
  works: number;
  releases: number;
  /** Cards that were read and proved. */
  cards: number;
  rotations: number;
  /** What is wrong; empty: nothing. */
  faults: readonly Fault[];
  /** What could not be proved here, and need not be wrong. */
  notes: readonly string[];
};

/** Gathers what is found. */
export class Findings {
  readonly faults: Fault[] = [];
  readonly notes: string[] = [];

  fault(where: string, what: string): void {
    this.faults.push({ where, what });
  }

  note(text: string): void {
    this.notes.push(text);
  }

  /** Runs a check; what it throws is a fault. */
  async check<T>(where: string, act: () => T | Promise<T>): Promise<T | null> {
    try {
      return await act();
    } catch (error) {
      this.fault(where, (error as Error).message);
      return null;
    }
  }
}
