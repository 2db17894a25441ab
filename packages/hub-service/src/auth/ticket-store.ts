// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What a file ticket allows: to fill one draft, or to fetch one release. */
export type Grant = { person: string; draft: string; release: null } | { person: string; draft: null; release: string };

/** A ticket as it is kept: its secret only hashed. */
export type TicketRow = Grant & {
  hash: string;
  /** Bytes it may still move. */
  bytesLeft: number;
  createdAt: number;
  usedAt: number;
};

/** File tickets. */
export interface ITicketStore {
  add(ticket: TicketRow): Promise<void>;

  find(hash: string): Promise<TicketRow | null>;

  /** Notes that a ticket was used. */
  touch(hash: string, usedAt: number): Promise<void>;

  /**
   * Takes bytes from a ticket's budget.
   *
   * @returns false if it has fewer left; nothing is taken then
   */
  spend(hash: string, bytes: number): Promise<boolean>;

  /** Ends all tickets of a draft. */
  endOf(draft: string): Promise<void>;

  /** Removes tickets made or used before these times. */
  expire(madeBefore: number, usedBefore: number): Promise<void>;
}
