// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { formatCount } from '@jupyter-atrium/connection';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Light } from '../room/open-room';

/** What the light says, and the way out. */
export function lightWords(light: Light, trans: TranslationBundle): [words: string, wayOut: string] {
  switch (light.state) {
    case 'entering':
      return [trans.__('Entering…'), trans.__('The notebook is on its way.')];
    case 'sending':
      return [trans.__('Sending'), trans.__('Edits are on their way.')];
    case 'saved':
      return [trans.__('Saved on the hub'), trans.__('Every edit is stored. Name a version to find it again.')];
    case 'offline':
      return [
        light.edits > 0
          ? trans._n('Offline, %1 edit kept here', 'Offline, %2 edits kept here', light.edits, formatCount(light.edits))
          : trans.__('Offline'),
        trans.__('They go out when the hub is back.')
      ];
    case 'ended':
      return [trans.__('Problem: no member any more'), trans.__('Save a copy to your files.')];
    case 'problem':
      return [trans.__('Problem: %1', light.message), light.message];
  }
}
