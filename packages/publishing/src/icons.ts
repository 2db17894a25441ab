// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LabIcon } from '@jupyterlab/ui-components';
import stopSvg from '../style/icons/stop.svg';

export { askIcon, doneIcon, noteIcon } from '@jupyter-atrium/connection';

/** An octagon beside a triangle and circles: shapes tell the levels apart, colours only repeat it. */
export const stopIcon = new LabIcon({ name: 'atrium:stop', svgstr: stopSvg });
