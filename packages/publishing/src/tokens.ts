// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { Token } from '@lumino/coreutils';

/** The part of the panel that gets focus. */
export type PublishPart = 'page' | 'checks';

/** Opens publishing panels: one for each notebook or folder. */
export interface IPublishing {
  /**
   * Opens the panel of a notebook or folder, or shows it if it is open.
   *
   * @param source - relative to the root of the person's files
   */
  open(source: string, part: PublishPart): Promise<void>;
}

/** The token of {@link IPublishing}. */
export const IPublishing = new Token<IPublishing>('@jupyter-atrium/publishing:IPublishing', 'Opens publishing panels.');
