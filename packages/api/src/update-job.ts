// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { OpenedCopy } from './copy.ts';
import { Count, Digest, Label, Path, Time, nullable, oneOf } from './primitive.ts';
import type { Plan } from './update.ts';
import { Choice, FileFate, Pending, PendingEntry, Report } from './update.ts';

/** The folder of a copy, relative to the root of the person's files. */
const CopyFolder = Type.String({ maxLength: 4096 });

/** How a person wants an update to be done. */
export const UpdateOptions = Type.Object({
  /** What becomes of released files that are missing here. */
  deleted: oneOf(['restore', 'leave']),
  /** Missing files that stay deleted, whatever `deleted` says; by the release's paths. */
  leave: Type.Array(Path),
  /** For conflicts without a choice; null: mine stays, theirs is kept to decide. */
  conflicts: nullable(Choice),
  /** By the ids of conflicts. */
  choices: Type.Record(Type.String(), Choice)
});
export type UpdateOptions = Type.Static<typeof UpdateOptions>;

/** A document that is open in the page: what its model holds now counts as mine, saved or not. */
export const OpenDocument = Type.Object({
  /** Relative to the copy's folder. */
  path: Path,
  content: Type.String()
});
export type OpenDocument = Type.Static<typeof OpenDocument>;

/** Says what an update would do; changes no file. Answers a `Plan`. */
export const PlanUpdateRequest = Type.Object({
  job: Type.Literal('plan-update'),
  folder: CopyFolder,
  /** The release to update to, with a ticket for it. */
  opened: OpenedCopy,
  options: UpdateOptions,
  open: Type.Array(OpenDocument)
});
export type PlanUpdateRequest = Type.Static<typeof PlanUpdateRequest>;

/** Shows what an update would make of one file, so that the page can compare; answers a `ShownUpdate`. */
export const ShowUpdateRequest = Type.Object({
  job: Type.Literal('show-update'),
  folder: CopyFolder,
  opened: OpenedCopy,
  options: UpdateOptions,
  open: Type.Array(OpenDocument),
  /** Relative to the copy's folder. */
  path: Path
});
export type ShowUpdateRequest = Type.Static<typeof ShowUpdateRequest>;

/** The text of a file as it is and as it would be; null where there is none, or it is no text. */
export const ShownUpdate = Type.Object({ before: nullable(Type.String()), after: nullable(Type.String()) });
export type ShownUpdate = Type.Static<typeof ShownUpdate>;

/**
 * Carries out an update; answers an `AppliedUpdate`.
 *
 * Documents named in `open` are left as they are, at their old base: the page merges the live model, saves, and settles
 * each with `settle-document`. Those it does not settle are merged by the next update.
 */
export const ApplyUpdateRequest = Type.Object({
  job: Type.Literal('apply-update'),
  folder: CopyFolder,
  opened: OpenedCopy,
  options: UpdateOptions,
  /** Of the plan the person saw: another state of the files is refused as `plan-stale`. Null: whatever it is. */
  plan: nullable(Type.String()),
  open: Type.Array(Path)
});
export type ApplyUpdateRequest = Type.Static<typeof ApplyUpdateRequest>;

/** All that a page needs to merge an open document. */
export const OpenSides = Type.Object({
  /** Relative to the copy's folder. */
  path: Path,
  /** What the copy keeps of the release it was last brought to: a base form of a notebook, or text; null: nothing. */
  base: nullable(Type.String()),
  /** The file of the new release. */
  theirs: Type.String(),
  /** Ids of mine → ids of the base. */
  aliases: Type.Record(Type.String(), Type.String()),
  /** Still to decide in it, from earlier updates. */
  pending: Type.Array(Pending)
});
export type OpenSides = Type.Static<typeof OpenSides>;

/** What an update did. */
export const AppliedUpdate = Type.Object({
  /** Names what can be undone; null if nothing had to be written. */
  update: nullable(Type.String()),
  release: Type.Object({ label: Label, manifest: Digest }),
  report: Report,
  /** Open documents that the page merges now; the others need nothing. */
  open: Type.Array(OpenSides),
  /** Files that somebody changed during an update that was cut off; they are as that person left them. */
  recovered: Type.Array(Type.String())
});
export type AppliedUpdate = Type.Static<typeof AppliedUpdate>;

/** Brings the record to what a page merged and saved; answers a `CopyStatus`. */
export const SettleDocumentRequest = Type.Object({
  job: Type.Literal('settle-document'),
  folder: CopyFolder,
  /** Relative to the copy's folder. */
  path: Path,
  /** Of the file as the page saved it. */
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  /** What the document held before the merge, which undoing brings back; null: what was on disk. */
  mine: nullable(Type.String()),
  /** What the page's merge left to decide in it. */
  pending: Type.Array(Pending),
  /** Ids of mine → ids of the release. */
  aliases: Type.Record(Type.String(), Type.String()),
  /** What the merge did, for the update's report; null: nothing. */
  fate: nullable(FileFate)
});
export type SettleDocumentRequest = Type.Static<typeof SettleDocumentRequest>;

/** Takes back the newest update, keeping what was edited since; answers an `AppliedUpdate`. */
export const UndoUpdateRequest = Type.Object({ job: Type.Literal('undo-update'), folder: CopyFolder });
export type UndoUpdateRequest = Type.Static<typeof UndoUpdateRequest>;

/**
 * What a person decides about something pending.
 *
 * Of cells, `mine`: as it is here; `theirs`: as the release has it; `both`: theirs as a new cell below mine. Of a file
 * with theirs beside it, `mine`: theirs is removed; `theirs`: theirs gets the name, mine goes to `stem.mine.ext`; `both`:
 * both stay. Of a file that the release deleted, `mine`: it stays; `theirs`: it goes. Of a file that came back though
 * mine seems renamed, `mine`: updates go into the renamed one from now on; `theirs` or `both`: both stay. `done`: the page
 * did it in an open document, and the question is closed.
 */
export const Decision = Type.Object({
  id: Type.String(),
  choice: oneOf(['mine', 'theirs', 'both', 'done'])
});
export type Decision = Type.Static<typeof Decision>;

/** Carries out decisions; answers a `CopyStatus`. */
export const DecideRequest = Type.Object({
  job: Type.Literal('decide'),
  folder: CopyFolder,
  decisions: Type.Array(Decision)
});
export type DecideRequest = Type.Static<typeof DecideRequest>;

/**
 * Asks again what a page decided with `done` a moment ago and took back in its open document; answers a `CopyStatus`.
 * What the copy does not know, or still asks, is left out.
 */
export const ReopenRequest = Type.Object({
  job: Type.Literal('reopen'),
  folder: CopyFolder,
  entries: Type.Array(PendingEntry)
});
export type ReopenRequest = Type.Static<typeof ReopenRequest>;

/** Says how a copy is; answers a `CopyStatus`. */
export const CopyStatusRequest = Type.Object({ job: Type.Literal('copy-status'), folder: CopyFolder });
export type CopyStatusRequest = Type.Static<typeof CopyStatusRequest>;

/** How a copy is. */
export const CopyStatus = Type.Object({
  folder: Type.String(),
  copy: Type.String(),
  /** The work's address at its home hub. */
  work: Type.String(),
  title: Type.String(),
  release: Type.Object({ label: Label, manifest: Digest }),
  pending: Type.Array(PendingEntry),
  /** Documents that were open during an update and that no page has settled. */
  unsettled: Type.Array(Type.String()),
  /** The update that `undo-update` would take back. */
  undo: nullable(Type.Object({ update: Type.String(), at: Time, from: Label, to: Label, files: Count })),
  recovered: Type.Array(Type.String())
});
export type CopyStatus = Type.Static<typeof CopyStatus>;

/** The jobs about copies that exist. */
export const CopyJobRequest = Type.Union([
  PlanUpdateRequest,
  ShowUpdateRequest,
  ApplyUpdateRequest,
  SettleDocumentRequest,
  UndoUpdateRequest,
  DecideRequest,
  ReopenRequest,
  CopyStatusRequest
]);
export type CopyJobRequest = Type.Static<typeof CopyJobRequest>;

/** What the jobs of updates answer, by the name of the job. */
export type CopyJobResults = {
  'plan-update': Plan;
  'show-update': ShownUpdate;
  'apply-update': AppliedUpdate;
  'settle-document': CopyStatus;
  'undo-update': AppliedUpdate;
  decide: CopyStatus;
  reopen: CopyStatus;
  'copy-status': CopyStatus;
};
