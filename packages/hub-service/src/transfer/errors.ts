// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { ServiceError } from '../errors.ts';

export class BadNameError extends ServiceError {
  override name = 'BadNameError';
  constructor(path: string, words: string) {
    super('bad-name', `“${path}” ${words}. Rename it, then publish again.`, { path });
  }
}

export class TooManyFilesError extends ServiceError {
  override name = 'TooManyFilesError';
  constructor(files: number) {
    const most = LIMITS.filesPerRelease.toLocaleString('en');
    super(
      'too-many-files',
      `These are ${files.toLocaleString('en')} files; a work has at most ${most}. Leave some out.`
    );
  }
}

export class TooLargeError extends ServiceError {
  override name = 'TooLargeError';
  constructor(message: string) {
    super('too-large', message);
  }
}

export class NotebookTrustedError extends ServiceError {
  override name = 'NotebookTrustedError';
  constructor(paths: readonly string[]) {
    super(
      'notebook-trusted',
      `“${paths[0] ?? ''}” is marked as trusted. Publish with a newer Atrium, which leaves that out.`,
      {
        paths
      }
    );
  }
}
