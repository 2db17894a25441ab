// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { LabIcon } from '@jupyterlab/ui-components';
import askSvg from '../style/icons/ask.svg';
import atriumSvg from '../style/icons/atrium.svg';
import doneSvg from '../style/icons/done.svg';
import followSvg from '../style/icons/follow.svg';
import noteSvg from '../style/icons/note.svg';
import offerSvg from '../style/icons/offer.svg';
import releaseSvg from '../style/icons/release.svg';
import roomSvg from '../style/icons/room.svg';
import updateSvg from '../style/icons/update.svg';
import workSvg from '../style/icons/work.svg';

/** The panel, and publishing. */
export const atriumIcon = new LabIcon({ name: 'atrium:atrium', svgstr: atriumSvg });
export const workIcon = new LabIcon({ name: 'atrium:work', svgstr: workSvg });
export const roomIcon = new LabIcon({ name: 'atrium:room', svgstr: roomSvg });
export const releaseIcon = new LabIcon({ name: 'atrium:release', svgstr: releaseSvg });
/** An arrow into the arch. */
export const followIcon = new LabIcon({ name: 'atrium:follow', svgstr: followSvg });
/** An arrow out of the arch. */
export const offerIcon = new LabIcon({ name: 'atrium:offer', svgstr: offerSvg });
export const updateIcon = new LabIcon({ name: 'atrium:update', svgstr: updateSvg });
/** A triangle and circles: shapes tell levels of findings apart, colours only repeat it. */
export const askIcon = new LabIcon({ name: 'atrium:ask', svgstr: askSvg });
export const noteIcon = new LabIcon({ name: 'atrium:note', svgstr: noteSvg });
export const doneIcon = new LabIcon({ name: 'atrium:done', svgstr: doneSvg });
