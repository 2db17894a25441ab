// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { commands } from './commands';
import { light } from './light';
import { notebook } from './notebook';
import { panel } from './panel';
import { rooms } from './rooms';
import { setAside } from './set-aside';
import { side } from './side';

/** The plugins of this package. */
export default [commands, light, notebook, panel, rooms, setAside, side];
