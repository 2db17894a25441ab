// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobProblemCode, ProblemCode } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';

/** Makes a problem of a job. */
export function problem(
  code: JobProblemCode | ProblemCode,
  message: string,
  detail: Record<string, unknown> = {}
): AtriumError {
  return new AtriumError({ message, status: 0, code, detail });
}

/** Answers the code of a system error, such as `ENOENT`; empty for anything else. */
export function systemCode(error: unknown): string {
  const { code, syscall } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  return typeof code === 'string' && syscall !== undefined ? code : '';
}

/** Whether a disk, or what a person may use of it, is full. */
export function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemCode(error));
}
