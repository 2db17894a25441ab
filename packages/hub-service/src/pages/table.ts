// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Rate, Scope } from '@jupyter-atrium/api';

/** One page or act: what the authority matrix and the audit log know of it. */
export type PageRow = {
  /** Unique. */
  readonly id: string;
  readonly method: 'GET' | 'POST';
  /** Below the service's prefix; parameters as `:name`, a last `*` takes the rest of the path. */
  readonly path: string;
  readonly summary: string;
  /** What a session must hold; `none`: no session is asked for. */
  readonly right: Extract<Scope, 'none' | 'access' | 'curate' | 'admin'>;
  readonly rate: Rate;
  /** Open to anybody, programs too: no cookie is read, and no address of a browser asked for. */
  readonly isOpen?: true;
  /** The name of the audit row an act writes; null if none. */
  readonly audit: string | null;
};

const page = { method: 'GET', right: 'access', rate: 'read', audit: null } as const;
const open = { ...page, right: 'none', isOpen: true } as const;
const act = { method: 'POST', right: 'curate', rate: 'write' } as const;

/**
 * Every page of the service for people's browsers, and every act they may do there.
 *
 * `pages.spec.ts` holds it against what is mounted, and each act against its right and its confirm token.
 */
export const PAGES = {
  home: { ...page, id: 'home', path: '/', summary: 'Shows featured and new works, or what a search found.' },
  work: { ...page, id: 'work', path: '/works/:work', summary: 'Shows a work.' },
  workFile: { ...page, id: 'workFile', path: '/works/:work/files/*', summary: 'Saves a file of a work.' },
  publicWork: { ...open, id: 'publicWork', path: '/public/:work', summary: 'Shows a public work to anybody.' },
  publicFile: {
    ...open,
    id: 'publicFile',
    path: '/public/:work/files/*',
    summary: 'Saves a file of a public work for anybody.'
  },
  openElsewhere: {
    ...open,
    id: 'openElsewhere',
    path: '/public/:work/open',
    summary: 'Leads from a public work to the reader’s own hub.'
  },
  collections: { ...page, id: 'collections', path: '/collections', summary: 'Lists the collections.' },
  collection: { ...page, id: 'collection', path: '/collections/:collection', summary: 'Shows a collection.' },
  collectionForm: {
    ...page,
    id: 'collectionForm',
    path: '/collections/:collection/edit',
    summary: 'Shows a collection to be edited.',
    right: 'curate'
  },
  deletionForm: {
    ...page,
    id: 'deletionForm',
    path: '/collections/:collection/delete',
    summary: 'Asks whether a collection is to be deleted.',
    right: 'curate'
  },
  draft: {
    ...page,
    id: 'draft',
    path: '/drafts/:draft',
    summary: 'Asks about what looks like a secret in a draft.'
  },
  hubs: { ...page, id: 'hubs', path: '/hubs', summary: 'Lists the hubs that are followed.', right: 'admin' },
  hub: { ...page, id: 'hub', path: '/hubs/hub', summary: 'Shows a hub that is followed.', right: 'admin' },
  followForm: {
    ...page,
    id: 'followForm',
    path: '/hubs/follow',
    summary: 'Shows whose a hub is, before it is followed.',
    right: 'admin'
  },
  followHub: {
    ...act,
    id: 'followHub',
    path: '/hubs',
    summary: 'Follows a hub.',
    right: 'admin',
    audit: 'peer.follow'
  },
  checkHub: {
    ...act,
    id: 'checkHub',
    path: '/hubs/check',
    summary: 'Asks a hub now.',
    right: 'admin',
    audit: 'peer.check'
  },
  pauseHub: {
    ...act,
    id: 'pauseHub',
    path: '/hubs/pause',
    summary: 'Asks a hub no more for now.',
    right: 'admin',
    audit: 'peer.pause'
  },
  resumeHub: {
    ...act,
    id: 'resumeHub',
    path: '/hubs/resume',
    summary: 'Lets a paused hub go on.',
    right: 'admin',
    audit: 'peer.resume'
  },
  changeHub: {
    ...act,
    id: 'changeHub',
    path: '/hubs/change',
    summary: 'Changes what a hub may bring, or blocks it.',
    right: 'admin',
    audit: 'peer.change'
  },
  leaveHub: {
    ...act,
    id: 'leaveHub',
    path: '/hubs/leave',
    summary: 'Follows a hub no more.',
    right: 'admin',
    audit: 'peer.leave'
  },
  health: { ...page, id: 'health', path: '/health', summary: 'Says how the service is.', right: 'admin' },
  network: {
    ...page,
    id: 'network',
    path: '/network',
    summary: 'Says how this hub publishes to others.',
    right: 'admin'
  },
  auditLog: { ...page, id: 'auditLog', path: '/audit', summary: 'Shows who did what.', right: 'admin' },
  callback: {
    ...page,
    id: 'callback',
    path: '/oauth_callback',
    summary: 'Ends a login that comes back from JupyterHub.',
    right: 'none',
    audit: 'session.begin'
  },
  loggedOut: {
    ...page,
    id: 'loggedOut',
    path: '/logged-out',
    summary: 'Says that the session has ended.',
    right: 'none'
  },
  endSession: {
    ...act,
    id: 'endSession',
    path: '/logout',
    summary: 'Ends the session.',
    right: 'access',
    audit: 'session.end'
  },
  answerSecret: {
    ...act,
    id: 'answerSecret',
    path: '/drafts/:draft/secret',
    summary: 'Says that what looks like a secret is none, or takes that back.',
    right: 'access',
    audit: 'draft.secret'
  },
  createCollection: {
    ...act,
    id: 'createCollection',
    path: '/collections',
    summary: 'Makes a collection.',
    audit: 'collection.create'
  },
  editCollection: {
    ...act,
    id: 'editCollection',
    path: '/collections/:collection/edit',
    summary: 'Changes the title and text of a collection.',
    audit: 'collection.edit'
  },
  addWork: {
    ...act,
    id: 'addWork',
    path: '/collections/:collection/add',
    summary: 'Adds a work to a collection.',
    audit: 'collection.add'
  },
  moveWork: {
    ...act,
    id: 'moveWork',
    path: '/collections/:collection/move',
    summary: 'Moves a work within a collection.',
    audit: 'collection.move'
  },
  removeWork: {
    ...act,
    id: 'removeWork',
    path: '/collections/:collection/remove',
    summary: 'Takes a work out of a collection.',
    audit: 'collection.remove'
  },
  featureCollection: {
    ...act,
    id: 'featureCollection',
    path: '/collections/:collection/feature',
    summary: 'Shows a collection first in the gallery, or no longer.',
    audit: 'collection.feature'
  },
  deleteCollection: {
    ...act,
    id: 'deleteCollection',
    path: '/collections/:collection/delete',
    summary: 'Deletes a collection.',
    audit: 'collection.delete'
  },
  undo: {
    ...act,
    id: 'undo',
    path: '/collections/:collection/undo',
    summary: 'Takes back what the person did last to a collection.',
    audit: 'collection.undo'
  },
  turnOnNetwork: {
    ...act,
    id: 'turnOnNetwork',
    path: '/network',
    summary: 'Lets other hubs follow this one.',
    right: 'admin',
    audit: 'network.on'
  }
} as const satisfies Record<string, PageRow>;
