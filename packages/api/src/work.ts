// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Card } from './card.ts';
import { Hub, Person, Reader } from './person.ts';
import { Count, Digest, Id, Label, Size, Time, nullable, oneOf } from './primitive.ts';

/** Why somebody withdraws a work or a release, for people and programs to sort by. */
export const WithdrawalCategory = oneOf(['superseded', 'error', 'author', 'privacy', 'legal', 'other']);
export type WithdrawalCategory = 'superseded' | 'error' | 'author' | 'privacy' | 'legal' | 'other';

/** That something was withdrawn, as its owner sees it. */
export const Withdrawal = Type.Object({
  category: WithdrawalCategory,
  /** In its owner's words; empty: the category says all. */
  reason: Type.String(),
  withdrawnAt: Time
});
export type Withdrawal = Type.Static<typeof Withdrawal>;

/** Who may see a work, from narrow to wide. */
export const Audience = oneOf(['private', 'hub', 'network', 'public']);
export type Audience = 'private' | 'hub' | 'network' | 'public';

/** A published thing as lists show it: with the card of its newest live release. */
export const Work = Type.Object({
  id: Id,
  /** The work's address, the same for everybody; opens a page in a browser. */
  url: Type.String(),
  hub: Hub,
  owner: Person,
  audience: Audience,
  card: Card,
  label: Label,
  manifest: Digest,
  files: Count,
  bytes: Size,
  releases: Count,
  /** Copies people opened. */
  copies: Count,
  createdAt: Time,
  updatedAt: Time,
  state: oneOf(['live', 'retracted', 'erased'])
});
export type Work = Type.Static<typeof Work>;

/** Another work this one came from or led to, as far as the caller may know. */
export const Relative = Type.Object({
  /** Null: the caller may not see it; then `title` is empty and `by` says whose it is. */
  work: nullable(Id),
  url: nullable(Type.String()),
  title: Type.String(),
  by: Type.String(),
  label: nullable(Label)
});
export type Relative = Type.Static<typeof Relative>;

/** A work with what only its page shows. */
export const WorkPage = Type.Object({
  ...Work.properties,
  readers: Type.Array(Reader),
  lineage: Type.Object({ madeFrom: Type.Array(Relative), madeInto: Type.Array(Relative) }),
  /** Null while it is live; only its owner reads it after. */
  withdrawal: nullable(Withdrawal),
  /** Acts this caller may do on this work. */
  can: Type.Object({ edit: Type.Boolean(), publish: Type.Boolean(), withdraw: Type.Boolean() })
});
export type WorkPage = Type.Static<typeof WorkPage>;

/** What has become of a work since somebody opened a copy of it. */
export const Newest = Type.Object({
  work: Id,
  state: oneOf(['live', 'retracted', 'erased']),
  /** Of the newest live release, like all that follows; empty and null if there is none. */
  title: Type.String(),
  cover: nullable(Digest),
  label: nullable(Label),
  manifest: nullable(Digest),
  /** What its author wants people with a copy to know. */
  note: Type.String(),
  publishedAt: nullable(Time)
});
export type Newest = Type.Static<typeof Newest>;

/** What is left to show of a withdrawn work; the detail of `work-withdrawn`. */
export const Tombstone = Type.Object({
  title: nullable(Type.String()),
  by: nullable(Type.String()),
  scope: oneOf(['retract', 'erase']),
  category: WithdrawalCategory,
  /** In its owner's words; empty once erased, and where the category says all. */
  reason: Type.String(),
  withdrawnAt: Time
});
export type Tombstone = Type.Static<typeof Tombstone>;
