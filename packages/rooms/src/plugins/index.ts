// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JupyterFrontEndPlugin } from '@jupyterlab/application';

/** The plugins of this package. */
const plugins: JupyterFrontEndPlugin<unknown>[] = [];

export default plugins;
