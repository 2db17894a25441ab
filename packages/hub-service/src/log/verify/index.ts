// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

export { verifyLog } from './verify-log.ts';
export type { Fault, ILogSource, LogReport } from './report.ts';
