// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Audience } from '@jupyter-atrium/api';
import type { TranslationBundle } from '@jupyterlab/translation';

/** Names who may see a work. */
export function audienceName(audience: Audience, trans: TranslationBundle): string {
  switch (audience) {
    case 'private':
      return trans.__('Private');
    case 'hub':
      return trans.__('This hub');
    case 'network':
      return trans.__('Network');
    case 'public':
      return trans.__('Public');
  }
}
