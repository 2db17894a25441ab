// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { AtriumError } from '@jupyter-atrium/connection';

/** What somebody who can help wants to know of a refusal: code, time, the request's id. */
export function detailsOf(error: AtriumError | null): string {
  const details = {
    code: error?.code,
    status: error?.status,
    message: error?.message,
    time: new Date().toISOString(),
    ...error?.detail
  };
  return JSON.stringify(details, null, 2);
}
