// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { addressOf, createClient } from './client.ts';
export type { Answer, CallOptions, Client, ClientOptions } from './client.ts';
export { AtriumError } from './error.ts';
export { hexOf } from './transfer/codec.ts';
export type { ICodec, IHasher } from './transfer/codec.ts';
export { cutBuffer, cutBytes, cutFile } from './transfer/cut-file.ts';
export type { CutFile } from './transfer/cut-file.ts';
export { download } from './transfer/download.ts';
export type { IDownloadOptions, IDownloadTarget, IFileSink, ILocalChunks } from './transfer/download.ts';
export type { TableFile } from './transfer/download-plan.ts';
export type { UploadBase } from './transfer/file-table-parts.ts';
export { JobReporter } from './transfer/job-reporter.ts';
export type { TransferProgress } from './transfer/job-reporter.ts';
export { sleep, withRetries } from './transfer/retry.ts';
export type { IPatience } from './transfer/retry.ts';
export { digestOfFiles, upload } from './transfer/upload.ts';
export type { IUploadOptions } from './transfer/upload.ts';
export type { UploadFile } from './transfer/upload-plan.ts';
