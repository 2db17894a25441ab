// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { commands } from './commands';
import { decisions } from './decisions';
import { fileMarks } from './file-marks';
import { launcher } from './launcher';
import { mine } from './mine';
import { pages } from './pages';
import { panel } from './panel';
import { state } from './state';
import { updates } from './updates';

/** The plugins of this package. */
export default [commands, decisions, fileMarks, launcher, mine, pages, panel, state, updates];
