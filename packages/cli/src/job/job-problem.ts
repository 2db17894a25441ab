// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobProblem } from '@jupyter-atrium/api';
import { AtriumError } from '@jupyter-atrium/client';
import { isFull, systemCode } from '../files/disk-error.ts';

/** Puts whatever was thrown into the words and codes of a job's problem. */
export function jobProblemOf(error: unknown): JobProblem {
  if (error instanceof AtriumError) {
    const { code, message, detail } = error;
    return { code, message, ...(Object.keys(detail).length > 0 ? { detail: { ...detail } } : {}) };
  }
  if (isFull(error)) {
    return { code: 'no-space', message: 'Your disk is full. Make room, then try again.' };
  }
  const path = error instanceof Error ? (error as NodeJS.ErrnoException).path : undefined;
  const code = systemCode(error);
  if (code && path) {
    return { code: 'file-unreadable', message: `${path} cannot be used (${code}). Check its permissions.` };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    code: 'job-failed',
    message: 'Atrium failed unexpectedly. Try again, and report it if it stays.',
    detail: { fault: text }
  };
}
