// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

// Reading and writing
export { readNotebook } from './notebook/read.ts';
export type { Reading, Refusal } from './notebook/read.ts';
export { writeNotebook } from './notebook/write.ts';
export { cellId, minorOf } from './notebook/notebook.ts';
export type { Cell, Notebook, Output } from './notebook/notebook.ts';
export { JsonNumber, isJsonObject } from './json/json.ts';
export type { JsonObject, JsonValue } from './json/json.ts';
export { parseJson } from './json/parse-json.ts';
export type { ParsedJson } from './json/parse-json.ts';
export { writeJson } from './json/write-json.ts';
export { validateNotebook } from './notebook/validate.ts';
export type { SchemaFault } from './notebook/validate.ts';
export { addIds, repairNotebook } from './notebook/repair.ts';
export type { Repair, Repaired } from './notebook/repair.ts';
export { isTrusting, publishable } from './notebook/publishable.ts';

// Comparing
export { canonicalForm, isSameNotebook } from './canonical/canonical.ts';
export type { CanonicalCell, CanonicalNotebook } from './canonical/canonical.ts';
export { PICTURE_CHARACTERS, pictureMark } from './canonical/canonical-json.ts';
export type { Fingerprint } from './canonical/canonical-json.ts';
export { applyOverwrites } from './canonical/terminal.ts';
export { readBase, writeBase } from './canonical/base-form.ts';
export { matchCells } from './compare/match-cells.ts';
export type { CellMatch, IMatchOptions, Matchable } from './compare/match-cells.ts';
export type { Link } from './compare/pairing.ts';
export { diffNotebooks } from './compare/diff-notebooks.ts';
export type { CellCounts, CellDiff, CellPart, NotebookDiff } from './compare/diff-notebooks.ts';
export { diffLines } from './compare/line-diff.ts';
export type { LineDiff, Mark } from './compare/line-diff.ts';
export { countChanges } from './compare/count-changes.ts';
export type { FileDigests } from './compare/count-changes.ts';

// Merging
export { mergeNotebooks } from './merge/merge-notebooks.ts';
export type { IMergeOptions, NotebookMerge } from './merge/merge-notebooks.ts';
export { findConflict, resolveConflict } from './merge/resolve.ts';
export type { CellMark, ConflictPlace, Resolution } from './merge/resolve.ts';
export { modelEdits } from './merge/model-edits.ts';
export type { ModelEdit } from './merge/model-edits.ts';
export { textEdits } from './merge/source-edits.ts';
export type { TextEdit } from './merge/source-edits.ts';
export { isMergeableText, mergeText } from './merge/merge-text.ts';
export { fileFate, reportOf } from './merge/report.ts';
export { planTree } from './merge/tree/plan-tree.ts';
export { planUndo } from './merge/tree/undo.ts';
export type { IUndoOptions } from './merge/tree/undo.ts';
export type {
  CopyState,
  ITreeContent,
  ITreeOptions,
  LocalEntry,
  ReleaseRef,
  ReleasedFile,
  TreePlan,
  UndoData,
  UndoFile
} from './merge/tree/tree.ts';

// The files of a work
export { isNotebookPath, readFile } from './files/work-file.ts';
export type { FileContent, WorkFile } from './files/work-file.ts';
export { IGNORE_FILE, createLeaveOut, isEnvironmentFolder } from './files/leave-out.ts';
export type { ILeaveOutOptions, WhyLeftOut } from './files/leave-out.ts';
export { compareNaturally } from './files/natural-order.ts';

// What a work is about, and needs
export { SEARCH_TEXT_VERSION, extractPassages } from './text/search-text.ts';
export type { Passage, SearchText } from './text/passages.ts';
export { FACTS_VERSION, fileFacts } from './prefill/facts.ts';
export type { FileFacts } from './prefill/facts.ts';
export { FIELD_SOURCE_WORDS, cutProse, prefill } from './prefill/prefill.ts';
export type { FieldSource, Prefill } from './prefill/prefill.ts';
export { fileNeeds, workNeeds } from './code/needs.ts';
export type { FileNeeds } from './code/needs.ts';
export { kernelOf, languageOf } from './code/cell-code.ts';
export { chooseEntry } from './prefill/entry.ts';

// Checks before publishing, and what can be done about them
export { CHECKS_VERSION, check, checkFile, checkWork, sortChecks } from './checks/check.ts';
export { preflightFile } from './checks/preflight-file.ts';
export type { ICheckContext } from './checks/rule.ts';
export { applyFix } from './fixes/apply-fix.ts';
export type { IFixContext } from './fixes/apply-fix.ts';
