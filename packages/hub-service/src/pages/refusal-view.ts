// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { PROBLEMS } from '@jupyter-atrium/api';
import type { Config } from '../config.ts';
import type { ServiceError } from '../errors.ts';
import { markup } from './markup.ts';
import type { View } from './page.ts';

/** Writes a refusal as a page: what happened, then the way out. */
export function refusalView(config: Config, error: Pick<ServiceError, 'code' | 'message'>): View {
  const title = titleOf(PROBLEMS[error.code]);
  return {
    title,
    status: PROBLEMS[error.code],
    body: markup`<h1>${title}</h1>
<p class="lead">${error.message}</p>
<p class="gap"><a href="${config.prefix}">Go to the gallery</a></p>`
  };
}

function titleOf(status: number): string {
  switch (status) {
    case 401:
      return 'Your session has ended';
    case 403:
      return 'This cannot be opened here';
    case 404:
      return 'Nothing at this address';
    case 409:
      return 'This changed meanwhile';
    case 410:
      return 'Withdrawn';
    case 429:
      return 'Too many calls';
    case 503:
      return 'Not now';
    case 507:
      return 'The disk is full';
    default:
      return status < 500 ? 'This cannot be done' : 'Something went wrong';
  }
}
