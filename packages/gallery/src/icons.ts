// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LabIcon } from '@jupyterlab/ui-components';
import globeSvg from '../style/icons/globe.svg';

/** A work of another hub. */
export const globeIcon = new LabIcon({ name: 'atrium:globe', svgstr: globeSvg });
