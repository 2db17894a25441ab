// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { IWorkspace } from '@jupyter-atrium/connection';
import { Token } from '@lumino/coreutils';
import type { Covers } from './covers';
import type { GalleryModel } from './gallery/model';
import type { MineModel } from './mine/model';
import type { Openings } from './openings';
import type { Questions } from './decisions/questions';
import type { GallerySettings, UpdateSettings } from './settings';

/** The state that the gallery's screens and commands share. */
export interface IGallery {
  readonly gallery: GalleryModel;
  readonly mine: MineModel;
  readonly openings: Openings;
  readonly covers: Covers;
  /** Whether works run here. */
  readonly preflights: Pick<IWorkspace, 'preflight'>;
  readonly settings: GallerySettings;
  readonly updateSettings: UpdateSettings;
  /** What updates left open in copies. */
  readonly questions: Questions;
}

/** The token of {@link IGallery}. */
export const IGallery = new Token<IGallery>(
  '@jupyter-atrium/gallery:IGallery',
  'The state that the gallery’s screens and commands share.'
);
