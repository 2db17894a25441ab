// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as Type from 'typebox';
import { PublishedAs } from './scan.ts';
import { OpenedCopy } from './copy.ts';
import { Path } from './primitive.ts';
import { CopyJobRequest } from './update-job.ts';

const Source = Type.String({ maxLength: 4096 });

/** Looks at a notebook or folder; answers a `Scan`. */
export const ScanRequest = Type.Object({
  job: Type.Literal('scan'),
  /** Relative to the root of the person's files; empty: the root itself. */
  source: Source,
  withOutputs: Type.Boolean(),
  /** Files the person chose to leave out, relative to `source`. */
  leaveOut: Type.Array(Path)
});
export type ScanRequest = Type.Static<typeof ScanRequest>;

/** Sends what a scan showed into a draft and seals it; answers a `Sealed`. */
export const SendRequest = Type.Object({
  ...ScanRequest.properties,
  job: Type.Literal('send'),
  ticket: Type.String()
});
export type SendRequest = Type.Static<typeof SendRequest>;

/** Remembers in the source's folder what it was published as; answers nothing. */
export const RememberRequest = Type.Object({
  job: Type.Literal('remember'),
  source: Source,
  published: PublishedAs
});
export type RememberRequest = Type.Static<typeof RememberRequest>;

/** Opens a copy in a new folder; answers an `OpenedFolder`. */
export const OpenRequest = Type.Object({
  job: Type.Literal('open'),
  opened: OpenedCopy,
  /** The folder to put it in, relative to the root of the person's files. */
  parent: Source,
  /** Wished name of the new folder; `-2` is added while it is taken. */
  name: Type.String({ minLength: 1, maxLength: 255 })
});
export type OpenRequest = Type.Static<typeof OpenRequest>;

/** Lists the copies among a person's files; answers `{copies: LocalCopy[]}`. */
export const CopiesRequest = Type.Object({ job: Type.Literal('copies') });
export type CopiesRequest = Type.Static<typeof CopiesRequest>;

/** What the server extension hands to `atrium job` by standard input. */
export const JobRequest = Type.Union([
  ScanRequest,
  SendRequest,
  RememberRequest,
  OpenRequest,
  CopiesRequest,
  ...CopyJobRequest.anyOf
]);
export type JobRequest = Type.Static<typeof JobRequest>;

/** Where a copy was opened. */
export const OpenedFolder = Type.Object({
  folder: Type.String(),
  files: Type.Integer(),
  /** The file to open first, relative to the root of the person's files; null if there is none. */
  entry: Type.Union([Type.String(), Type.Null()])
});
export type OpenedFolder = Type.Static<typeof OpenedFolder>;
