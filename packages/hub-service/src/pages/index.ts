// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { callback } from './callback.ts';
import { collectionPage } from './collections/collection.ts';
import { collectionsPage } from './collections/collections.ts';
import {
  addWork,
  createCollection,
  deleteCollection,
  editCollection,
  featureCollection,
  moveWork,
  removeWork
} from './collections/acts.ts';
import { deletionForm } from './collections/deletion-form.ts';
import { collectionForm } from './collections/edit-form.ts';
import { undo } from './collections/undo.ts';
import { answerSecret } from './drafts/answer-secret.ts';
import { draftPage } from './drafts/draft.ts';
import { endSession, loggedOut } from './end-session.ts';
import { home } from './home.ts';
import { changeHub, checkHub, followHub, leaveHub, pauseHub, resumeHub } from './hubs/acts.ts';
import { followForm } from './hubs/follow-form.ts';
import { hubPage } from './hubs/hub.ts';
import { hubsPage } from './hubs/hubs.ts';
import { networkPage } from './network/network.ts';
import { turnOnNetwork } from './network/turn-on.ts';
import { auditLog } from './operator/audit-log.ts';
import { health } from './operator/health.ts';
import type { Act, Page } from './page.ts';
import { openElsewhere } from './public/open-elsewhere.ts';
import { publicFile, publicWork } from './public/work.ts';
import { workFile } from './works/work-file.ts';
import { workPage } from './works/work.ts';

/** Every page; `pages.spec.ts` holds them against the table. */
export const pages: readonly Page[] = [
  home,
  workPage,
  workFile,
  publicWork,
  publicFile,
  openElsewhere,
  collectionsPage,
  collectionPage,
  collectionForm,
  deletionForm,
  draftPage,
  hubsPage,
  hubPage,
  followForm,
  health,
  networkPage,
  auditLog,
  callback,
  loggedOut
];

/** Every act. */
export const acts: readonly Act[] = [
  endSession,
  answerSecret,
  createCollection,
  editCollection,
  addWork,
  moveWork,
  removeWork,
  featureCollection,
  deleteCollection,
  followHub,
  checkHub,
  pauseHub,
  resumeHub,
  changeHub,
  leaveHub,
  undo,
  turnOnNetwork
];
