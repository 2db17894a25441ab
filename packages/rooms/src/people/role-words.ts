// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { RoomRole } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';

/** The name of a role. */
export function roleWords(role: RoomRole, trans: TranslationBundle): string {
  switch (role) {
    case 'owner':
      return trans.__('Owner');
    case 'editor':
      return trans.__('Editor');
    case 'commenter':
      return trans.__('Commenter');
    case 'viewer':
      return trans.__('Viewer');
  }
}
