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
  const code = systemCode(error);
  const { path, stack } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (code && path !== undefined) {
    return { code: 'file-unreadable', message: `${path} cannot be used (${code}). Check its permissions.` };
  }
  const message = 'Atrium failed unexpectedly. Try again, and report it if it stays.';
  return { code: 'job-failed', message, detail: { fault: stack ?? String(error) } };
}
