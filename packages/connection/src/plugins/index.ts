// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { commands } from './commands';
import { connection } from './connection';
import { panel } from './panel';
import { router } from './router';
import { workspace } from './workspace';

/** The plugins of this package. */
export default [commands, connection, panel, router, workspace];
