// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** One decision: who did what to which thing. Names people by opaque ids and holds no content. */
export type AuditEntry = {
  person: string;
  tokenId: string | null;
  /** Of the operation, such as `release.publish`. */
  act: string;
  /** Id of the thing. */
  object: string;
  detail: Readonly<Record<string, string | number | boolean | null>>;
};

/** A row as it was written. */
export type AuditRow = AuditEntry & { seq: number; at: number; hash: string };

/** The append-only, hash-chained audit log. */
export interface IAuditStore {
  /** Appends in the caller's transaction. */
  append(entry: AuditEntry): Promise<void>;

  /** Rows before `seq`, newest first. */
  before(seq: number, limit: number): Promise<AuditRow[]>;

  /** The first row whose hash does not follow from the one before; null when the chain holds. */
  firstBroken(): Promise<number | null>;
}
