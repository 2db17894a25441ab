// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { Author, Hub, Me, Person, Reader } from './person.ts';
export { Card, CardFields, Kernel, Needs } from './card.ts';
export { Check, CheckLevel, FixKind, OperatorPattern } from './check.ts';
export { Installed, Preflight } from './preflight.ts';
export { cite } from './citation.ts';
export type { Citable, Citation } from './citation.ts';
export { Collection, CollectionPage } from './collection.ts';
export { isBase64 } from './content/base64.ts';
export { CHUNK_BYTES, GEAR, cutChunk } from './content/chunks.ts';
export { writeCrate } from './content/crate.ts';
export type { CrateFacts } from './content/crate.ts';
export { comparePaths, filesDigestText } from './content/files-digest.ts';
export {
  BadFramesError,
  ENCODING,
  FRAMES_MEDIA_TYPE,
  FRAME_HEADER_BYTES,
  FRAME_PAYLOAD_BYTES,
  HASHES_MEDIA_TYPE,
  frameHeader,
  readFrames
} from './content/frames.ts';
export type { Encoding, Frame } from './content/frames.ts';
export { CRATE_MEDIA_TYPE, MANIFEST_MEDIA_TYPE, WORK_ARTIFACT_TYPE, writeManifest } from './content/manifest.ts';
export type { ManifestFacts } from './content/manifest.ts';
export { mediaTypeOf } from './content/media-types.ts';
export { PATH_FAULT_WORDS, checkPath, foldPath, folderName } from './content/paths.ts';
export type { PathFault } from './content/paths.ts';
export { OpenedCopy } from './copy.ts';
export {
  Base,
  Draft,
  OpenDraft,
  OpenedDraft,
  PublishDraft,
  PutFiles,
  SealDraft,
  SealProgress,
  Sealed,
  Ticket
} from './draft.ts';
export { JobEvent, JobPhase } from './job.ts';
export {
  CopiesRequest,
  JobRequest,
  OpenRequest,
  OpenedFolder,
  RememberRequest,
  ScanRequest,
  SendRequest
} from './job-request.ts';
export { LICENCES, licenceName } from './licence.ts';
export type { Licence } from './licence.ts';
export { LIMITS } from './limits.ts';
export { isBytes } from './operation.ts';
export type { Bytes, Input, Operation, Rate, Reply, Scope } from './operation.ts';
export { operations } from './operations/index.ts';
export type { Operations } from './operations/index.ts';
export { LocalCopy, ORIGIN_TYPE, Origin } from './origin.ts';
export { Count, Digest, Id, Label, Path, Size, Time } from './primitive.ts';
export { JOB_PROBLEMS, JobProblem, PROBLEMS, Problem } from './problem.ts';
export type { JobProblemCode, ProblemCode } from './problem.ts';
export { Changes, ChunkRef, FileEntry, FileTable, Release, ReleaseFiles } from './release.ts';
export { Figure, LeftOut, LeftOutReason, PublishedAs, Scan } from './scan.ts';
export {
  BLOB_TYPE,
  ClaimRun,
  ClientId,
  EditTalk,
  InvitedRole,
  OpenRoomSession,
  PostTalk,
  ROOM_CLOSE_REASONS,
  Room,
  RoomFile,
  RoomInvitation,
  RoomMember,
  RoomPage,
  RoomRole,
  RoomSession,
  RoomSource,
  RoomVersion,
  RunClaim,
  StartRoom,
  TalkAnchor,
  TalkMessage,
  VersionName
} from './room.ts';
export type { RoomCloseReason } from './room.ts';
export { FACETS, Facet, Facets, Home, SearchQuery, SearchResult, Snippet } from './search.ts';
export type { FacetName } from './search.ts';
export {
  CellFate,
  Choice,
  FateFlag,
  FileFate,
  NotMergedReason,
  PENDING_TYPE,
  Pending,
  PendingCell,
  PendingCellConflict,
  PendingEntry,
  PendingFile,
  PendingKernel,
  PendingList,
  PendingPlace,
  Plan,
  PlanAct,
  REPORT_TYPE,
  Report,
  ReportCounts
} from './update.ts';
export {
  AppliedUpdate,
  ApplyUpdateRequest,
  CopyJobRequest,
  CopyStatus,
  CopyStatusRequest,
  DecideRequest,
  Decision,
  OpenDocument,
  OpenSides,
  PlanUpdateRequest,
  ReopenRequest,
  SettleDocumentRequest,
  ShowUpdateRequest,
  ShownUpdate,
  UndoUpdateRequest,
  UpdateOptions
} from './update-job.ts';
export type { CopyJobResults } from './update-job.ts';
export { Audience, Newest, Relative, Tombstone, Withdrawal, WithdrawalCategory, Work, WorkPage } from './work.ts';
