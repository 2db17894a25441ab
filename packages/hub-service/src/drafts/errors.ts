// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LIMITS } from '@jupyter-atrium/api';
import { ServiceError } from '../errors.ts';

export class TooManyDraftsError extends ServiceError {
  override name = 'TooManyDraftsError';
  constructor() {
    super(
      'too-many-drafts',
      `You have ${LIMITS.draftsPerPerson} drafts already. Continue or throw away one of them under Mine.`
    );
  }
}

export class DraftSealedError extends ServiceError {
  override name = 'DraftSealedError';
  constructor() {
    super('draft-sealed', 'This draft is complete and cannot change any more. Publish it, or start a new one.');
  }
}

export class DraftNotSealedError extends ServiceError {
  override name = 'DraftNotSealedError';
  constructor(isPublished: boolean) {
    super(
      'draft-not-sealed',
      isPublished
        ? 'This draft was published already. Look under Mine.'
        : 'This draft is not complete. Press Continue to send the rest.'
    );
  }
}

/** What is there is not what the person reviewed. */
export class DraftChangedError extends ServiceError {
  override name = 'DraftChangedError';
  constructor(filesDigest: string) {
    super('draft-changed', 'The files are not those you looked at. Nothing was published. Look at them again.', {
      filesDigest
    });
  }
}

export class BaseMovedError extends ServiceError {
  override name = 'BaseMovedError';
  constructor(newest: { label: string; manifest: string } | null) {
    super(
      'base-moved',
      `Release ${newest?.label ?? ''} was published meanwhile. Look at what changed since, then publish again.`,
      { label: newest?.label ?? null, manifest: newest?.manifest ?? null }
    );
  }
}

export class NothingChangedError extends ServiceError {
  override name = 'NothingChangedError';
  constructor(label: string) {
    super('nothing-changed', `The files are the same as in ${label}: there is nothing to publish.`, { label });
  }
}

export class LabelTakenError extends ServiceError {
  override name = 'LabelTakenError';
  constructor(label: string) {
    super('label-taken', `This work has a release “${label}” already. Choose another label.`, { label });
  }
}
