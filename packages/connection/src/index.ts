// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export type { AtriumError, Client } from '@jupyter-atrium/client';
export { ChangedFiles } from './diff/changed-files';
export { changesWords } from './diff/changes-words';
export { CodeDiff } from './diff/code-diff';
export { compareFile } from './diff/compare-file';
export { compareNotebooks } from './diff/compare-notebooks';
export type { CellComparison, Comparison, NotebookComparison, SameCells, ShownOutput } from './diff/comparison';
export { fileChanges, isNotebook } from './diff/file-change';
export type { FileChange } from './diff/file-change';
export { NotebookDiff } from './diff/notebook-diff';
export { Disclosure } from './disclosure';
export {
  formatAge,
  formatBytes,
  formatCount,
  formatDay,
  formatHour,
  formatList,
  formatShare,
  formatTime,
  pageLanguage
} from './formats';
export {
  askIcon,
  atriumIcon,
  doneIcon,
  followIcon,
  noteIcon,
  offerIcon,
  releaseIcon,
  roomIcon,
  updateIcon,
  workIcon
} from './icons';
export { LazyPanel } from './lazy-panel';
export { TabList, tabId, tabPanelId } from './tab-list';
export type { TabItem, TabListProps } from './tab-list';
export { CommandIDs, IAtrium, IAtriumPanel, IWorkspace } from './tokens';
export type { AtriumStatus, AtriumTab, IJob, SourceOptions } from './tokens';
