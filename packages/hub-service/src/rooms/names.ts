// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { folderName } from '@jupyter-atrium/api';

const TAIL = 12;

/** The names of a room's documents in an epoch. */
export function notebookName(room: string, epoch: number): string {
  return `${room}/${epoch}/notebook`;
}

export function sideName(room: string, epoch: number): string {
  return `${room}/${epoch}/side`;
}

/** The room a document is of. */
export function roomOf(document: string): string {
  return document.slice(0, document.indexOf('/'));
}

/** The path of a room's notebook below the drive, which never changes: sessions of kernels go by it. */
export function pathOf(id: string, title: string, file: string): string {
  return `${folderName(title)}-${id.slice(-TAIL)}/${file}`;
}
