// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LabIcon } from '@jupyterlab/ui-components';
import askSvg from '../style/icons/ask.svg';
import doneSvg from '../style/icons/done.svg';
import noteSvg from '../style/icons/note.svg';
import stopSvg from '../style/icons/stop.svg';

/** An octagon, a triangle, circles: shapes tell the levels apart, colours only repeat it. */
export const stopIcon = new LabIcon({ name: 'atrium:stop', svgstr: stopSvg });
export const askIcon = new LabIcon({ name: 'atrium:ask', svgstr: askSvg });
export const noteIcon = new LabIcon({ name: 'atrium:note', svgstr: noteSvg });
export const doneIcon = new LabIcon({ name: 'atrium:done', svgstr: doneSvg });
