// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { Count, Digest, Label, Path, Size, nullable, oneOf } from './primitive.ts';

/** Media type, and value of `type`, of the report of an update or a merge. */
export const REPORT_TYPE = 'application/vnd.atrium.report.v1+json';

/** Media type, and value of `type`, of the list of what is still to decide in a copy: `.atrium/pending.json`. */
export const PENDING_TYPE = 'application/vnd.atrium.pending.v1+json';

/** What people choose where both sides have something: theirs is the release's. */
export const Choice = oneOf(['mine', 'theirs', 'both']);
export type Choice = Type.Static<typeof Choice>;

/** What also happened to a cell or a file. */
export const FateFlag = oneOf(['outputs-replaced', 'id-repaired', 'metadata-kept', 'format-upgraded', 'repaired']);
export type FateFlag = Type.Static<typeof FateFlag>;

/** What a merge did with one cell. Cells that are equal on both sides, or that nobody changed, have no entry. */
export const CellFate = Type.Object({
  /**
   * `taken`, `added`, `removed`, `moved`: as theirs has it. `merged`: changes of both. `kept`: as mine has it, though
   * mine differs. `conflict`: mine stays until somebody decides.
   */
  fate: oneOf(['taken', 'merged', 'kept', 'added', 'removed', 'moved', 'conflict']),
  /** Where it stands in the result, counted from 0; null if it is not there. */
  index: nullable(Count),
  /** Its id in the result; null if it has none. */
  id: nullable(Type.String()),
  /** Where it stood: nowhere if added or deleted, several places if it was split or joined. */
  base: Type.Array(Count),
  mine: Type.Array(Count),
  theirs: Type.Array(Count),
  /** What was taken from theirs; only its outputs if theirs ran the cell and nobody else touched it. */
  parts: Type.Array(oneOf(['source', 'type', 'metadata', 'attachments', 'outputs', 'place'])),
  flags: Type.Array(FateFlag),
  /** Values of theirs against which mine's metadata was kept, by key; null: theirs removed it. */
  theirsMetadata: Type.Record(Type.String(), Type.Unknown())
});
export type CellFate = Type.Static<typeof CellFate>;

const cellFields = {
  cell_type: Type.String(),
  source: Type.String(),
  id: Type.Optional(Type.String()),
  metadata: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  /** Only where theirs would bring them. */
  outputs: Type.Optional(Type.Array(Type.Unknown())),
  execution_count: Type.Optional(Type.Unknown()),
  attachments: Type.Optional(Type.Record(Type.String(), Type.Unknown()))
};

/** A cell as one side has it, in the words of nbformat. */
export const PendingCell = Type.Object({
  ...cellFields,
  /** Several cells that are one elsewhere; `source` is then theirs, joined by line ends. */
  pieces: Type.Optional(Type.Array(Type.Object(cellFields)))
});
export type PendingCell = Type.Static<typeof PendingCell>;

/** Where a conflict is shown. */
export const PendingPlace = Type.Object({
  /** Id of mine's cell, or of the first of several; null if mine has none or no longer has the cell. */
  id: nullable(Type.String()),
  /** Where mine's cell stands in the result, or would stand if it were there. */
  index: Count,
  /** How many cells of mine it concerns. */
  count: Count
});
export type PendingPlace = Type.Static<typeof PendingPlace>;

/** A conflict between cells, or about a notebook's language. Null on a side: it has no such cell. */
export const PendingCellConflict = Type.Object({
  /** Same conflict, same id; choices name it. */
  id: Type.String(),
  kind: Type.Literal('cell'),
  path: Type.String(),
  why: oneOf(['both-changed', 'both-added', 'both-regrouped', 'type', 'attachments', 'theirs-deleted', 'mine-deleted']),
  /** Null: the cell is gone; the conflict belongs to the notebook. */
  place: nullable(PendingPlace),
  base: nullable(PendingCell),
  mine: nullable(PendingCell),
  theirs: nullable(PendingCell)
});
export type PendingCellConflict = Type.Static<typeof PendingCellConflict>;

/** Theirs wants another language than mine; the values are `{kernelspec, language_info}`. */
export const PendingKernel = Type.Object({
  id: Type.String(),
  kind: Type.Literal('kernel'),
  path: Type.String(),
  base: Type.Unknown(),
  mine: Type.Unknown(),
  theirs: Type.Unknown()
});
export type PendingKernel = Type.Static<typeof PendingKernel>;

/** A question about a whole file, or a folder of them; digests are null where a side has no such file. */
export const PendingFile = Type.Object({
  id: Type.String(),
  kind: Type.Literal('file'),
  path: Type.String(),
  /**
   * `beside`: theirs lies at `other`. `deleted`: theirs deleted what mine changed. `renamed`: mine no longer had it, and
   * it is back, though mine seems to have it at `other`.
   */
  why: oneOf(['beside', 'deleted', 'renamed']),
  other: nullable(Type.String()),
  base: nullable(Digest),
  mine: nullable(Digest),
  theirs: nullable(Digest)
});
export type PendingFile = Type.Static<typeof PendingFile>;

/** Something only a person can decide; until then mine stays as it is. */
export const Pending = Type.Union([PendingCellConflict, PendingKernel, PendingFile]);
export type Pending = Type.Static<typeof Pending>;

/** One entry of `.atrium/pending.json`, with the release that asked. */
export const PendingEntry = Type.Object({
  release: Type.Object({ label: Label, manifest: Digest }),
  pending: Pending
});
export type PendingEntry = Type.Static<typeof PendingEntry>;

/** What is still to decide in a copy. */
export const PendingList = Type.Object({
  type: Type.Literal(PENDING_TYPE),
  entries: Type.Array(PendingEntry)
});
export type PendingList = Type.Static<typeof PendingList>;

/** Why a notebook is not merged by cell; a closed list. */
export const NotMergedReason = oneOf([
  'base-unreadable',
  'mine-unreadable',
  'theirs-unreadable',
  'invalid-result',
  'not-verified'
]);
export type NotMergedReason = Type.Static<typeof NotMergedReason>;

/** What an update does with one file. */
export const FileFate = Type.Object({
  /** Where the file is in the copy. */
  path: Type.String(),
  /** Where it was before, if it moves. */
  from: nullable(Type.String()),
  fate: oneOf(['taken', 'merged', 'kept', 'added', 'removed', 'moved', 'restored', 'beside', 'pending', 'not-merged']),
  /** Where theirs was written instead. */
  beside: nullable(Type.String()),
  /** Why a notebook went by the rules for whole files; null if it did not. */
  reason: nullable(NotMergedReason),
  /** Completes “name …”; empty unless there is a reason. */
  words: Type.String(),
  flags: Type.Array(FateFlag),
  /** Of a merged notebook. */
  cells: Type.Array(CellFate),
  /** Of a merged notebook: values of theirs against which its own metadata was kept. */
  theirsMetadata: Type.Record(Type.String(), Type.Unknown())
});
export type FileFate = Type.Static<typeof FileFate>;

/** The numbers of a report's first sentence. */
export const ReportCounts = Type.Object({
  /** Cells and files that now are as theirs, or hold changes of both. */
  fixes: Count,
  /** Cells and files that stay mine's, though they differ. */
  kept: Count,
  toDecide: Count,
  /** Always 0: a result that would lose anything is not written. */
  lost: Count
});
export type ReportCounts = Type.Static<typeof ReportCounts>;

/** What an update or a merge did; local only. */
export const Report = Type.Object({
  type: Type.Literal(REPORT_TYPE),
  /** Such as “3 fixes applied, 1 kept yours, 1 to decide, 0 lost.” */
  sentence: Type.String(),
  counts: ReportCounts,
  /** Ordered by the bytes of their paths; files that nobody changed are not listed. */
  files: Type.Array(FileFate),
  /** Everything that is to decide now, also from earlier updates. */
  pending: Type.Array(Pending)
});
export type Report = Type.Static<typeof Report>;

/** One thing that applying a plan does on disk; all of them together are the plan. */
export const PlanAct = Type.Union([
  Type.Object({
    kind: Type.Literal('write'),
    path: Path,
    digest: Digest,
    size: Size,
    from: oneOf(['theirs', 'merge'])
  }),
  Type.Object({ kind: Type.Literal('move'), path: Path, from: Path }),
  Type.Object({ kind: Type.Literal('remove'), path: Path })
]);
export type PlanAct = Type.Static<typeof PlanAct>;

/** What an update would do. */
export const Plan = Type.Object({
  /** Over the record, the release, what the files hold, options and choices: another state, another id. */
  id: Type.String(),
  from: Type.Object({ label: Label, manifest: Digest }),
  to: Type.Object({ label: Label, manifest: Digest }),
  /** In the order in which they are done. */
  acts: Type.Array(PlanAct),
  report: Report
});
export type Plan = Type.Static<typeof Plan>;
