// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readNotebook, writeNotebook } from '@jupyter-atrium/notebooks';
import type * as Y from 'yjs';
import type { Calls, Handed } from '../../threads/remote.ts';
import { namedIn, putBack } from './blobs.ts';
import { readNotebookFrom } from './notebook-document.ts';
import { restoreInto } from './restore.ts';
import { type DocumentSize, RoomDocument, type Verdict } from './room-document.ts';
import { type Seed, seedFrom } from './seed.ts';

/** A change of one of the maps of `side`; null takes the key away. */
export type SideChange = { map: string; key: string; value: unknown };

/** What a document lacks that a client has not, as answer to its question. */
export type Missing = { update: Uint8Array; stateVector: Uint8Array };

/** What the thread of rooms does: all that Yjs reads and writes. */
export type DocumentCalls = ReturnType<typeof documentCalls>;

export function documentCalls() {
  const documents = new Map<string, RoomDocument>();
  const find = (name: string): RoomDocument => {
    const document = documents.get(name);
    if (!document) {
      throw new Error(`The document ${name} is not open.`);
    }
    return document;
  };
  return { ...editing(documents, find), ...changing(find), ...notebooks } satisfies Calls;
}

type Find = (name: string) => RoomDocument;

function editing(documents: Map<string, RoomDocument>, find: Find) {
  return {
    /** Opens a document with its state and the updates that follow it. */
    open({
      name,
      parts,
      isNotebook
    }: {
      name: string;
      parts: Uint8Array[];
      isNotebook: boolean;
    }): Handed<DocumentSize> {
      const document = new RoomDocument(parts, isNotebook);
      documents.set(name, document);
      return { value: document.size() };
    },

    close({ name }: { name: string }): Handed<void> {
      documents.get(name)?.doc.destroy();
      documents.delete(name);
      return { value: undefined };
    },

    edit({ name, update, mine }: { name: string; update: Uint8Array; mine: readonly number[] }): Handed<Verdict> {
      return { value: find(name).edit(update, new Set(mine)) };
    },

    missing({ name, stateVector }: { name: string; stateVector: Uint8Array }): Handed<Missing> {
      return { value: find(name).missing(stateVector) };
    },

    /** The state written anew. */
    state({ name }: { name: string }): Handed<Uint8Array> {
      return { value: find(name).state() };
    }
  } satisfies Calls;
}

function changing(find: Find) {
  return {
    /** The notebook as a file. */
    notebook({ name }: { name: string }): Handed<{ text: string; cells: number }> {
      const notebook = readNotebookFrom(find(name).doc);
      return { value: { text: writeNotebook(notebook), cells: notebook.cells.length } };
    },

    restore({ name, text }: { name: string; text: string }): Handed<Uint8Array | null> {
      const reading = readNotebook(text);
      if (reading.kind === 'refused') {
        throw new Error(`A version ${reading.words}.`);
      }
      return { value: find(name).change(doc => restoreInto(doc, reading.notebook)) };
    },

    /** Changes maps of `side`. */
    side({ name, changes }: { name: string; changes: readonly SideChange[] }): Handed<Uint8Array | null> {
      return { value: find(name).change(doc => changes.forEach(change => applyTo(doc, change))) };
    },

    /** Makes the maps of `side` what they are here, and nothing else. */
    project({
      name,
      maps
    }: {
      name: string;
      maps: Record<string, Record<string, unknown>>;
    }): Handed<Uint8Array | null> {
      return {
        value: find(name).change(doc => Object.entries(maps).forEach(([map, values]) => project(doc, map, values)))
      };
    }
  } satisfies Calls;
}

/** What needs no document. */
const notebooks = {
  seed({ input }: { input: Uint8Array | string }): Handed<Seed> {
    return { value: seedFrom(input) };
  },

  named({ text }: { text: string }): Handed<string[]> {
    const reading = readNotebook(text);
    return { value: reading.kind === 'notebook' ? namedIn(reading.notebook) : [] };
  },

  putBack({ text, blobs }: { text: string; blobs: ReadonlyMap<string, Uint8Array> }): Handed<string> {
    const reading = readNotebook(text);
    return { value: reading.kind === 'notebook' ? writeNotebook(putBack(reading.notebook, blobs)) : text };
  }
} satisfies Calls;

function applyTo(doc: Y.Doc, { map, key, value }: SideChange): void {
  if (value === null) {
    doc.getMap(map).delete(key);
  } else {
    doc.getMap(map).set(key, value);
  }
}

function project(doc: Y.Doc, name: string, values: Record<string, unknown>): void {
  const map = doc.getMap(name);
  for (const key of [...map.keys()].filter(each => !Object.hasOwn(values, each))) {
    map.delete(key);
  }
  for (const [key, value] of Object.entries(values)) {
    if (JSON.stringify(map.get(key)) !== JSON.stringify(value)) {
      map.set(key, value);
    }
  }
}
