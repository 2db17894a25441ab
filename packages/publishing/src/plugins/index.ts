// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { commands } from './commands';
import { panel } from './panel';

/** The plugins of this package. */
export default [panel, commands];
