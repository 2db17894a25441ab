// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Choice, FileFate, Pending, Report } from '@jupyter-atrium/api';
import type { JsonObject, Notebook, NotebookMerge } from '@jupyter-atrium/notebooks';
import {
  canonicalForm,
  fileFate,
  isMergeableText,
  isNotebookPath,
  mergeNotebooks,
  mergeText,
  readNotebook,
  reportOf,
  writeJson,
  writeNotebook
} from '@jupyter-atrium/notebooks';
import type { World } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { problem, systemCode } from '../files/disk-error.ts';
import { sha256 } from '../files/disk.ts';
import { writeDurably } from '../files/write-durably.ts';
import { reportLines } from '../update/report-words.ts';

/** What a person, or git, asked to merge. */
export type MergeFilesOptions = {
  paths: { base: string; mine: string; theirs: string };
  out: string;
  /** What the file is called. */
  name: string;
  report: string | null;
  conflicts: Choice | null;
  isJson: boolean;
};

type Sides = { base: Buffer; mine: Buffer; theirs: Buffer };

/** The bytes to write, and what was done. */
type Merged = { content: string | Uint8Array; fate: FileFate; pending: readonly Pending[] };

const WITH_PENDING = 2;

/**
 * Merges three files into one.
 *
 * @returns 0 clean, 2 with things to decide
 * @throws AtriumError `file-unreadable`, `bad-content`: nothing was written
 */
export async function mergeFiles(options: MergeFilesOptions, world: World): Promise<number> {
  const { paths, out, name } = options;
  const read = (path: string): Buffer => readSide(resolve(world.folder, path), path);
  const sides: Sides = { base: read(paths.base), mine: read(paths.mine), theirs: read(paths.theirs) };
  const merged = isNotebook(options, sides) ? mergeNotebookFiles(sides, options) : mergeTextFiles(sides, name);
  writeDurably(resolve(world.folder, out), merged.content);
  const report = reportOf([merged.fate], merged.pending);
  say(report, options, world);
  return merged.pending.length > 0 ? WITH_PENDING : EXIT.ok;
}

function say(report: Report, { report: path, isJson }: MergeFilesOptions, world: World): void {
  const object: object = report;
  const text = writeJson(object as JsonObject);
  if (path !== null) {
    writeDurably(resolve(world.folder, path), `${text}\n`);
  }
  if (isJson) {
    world.print(JSON.stringify(JSON.parse(text)));
  } else {
    [report.sentence, ...reportLines(report)].forEach(line => world.print(line));
  }
}

function readSide(place: string, shown: string): Buffer {
  try {
    return readFileSync(place);
  } catch (error) {
    throw problem('file-unreadable', `${shown} cannot be read (${systemCode(error) || 'unknown fault'}).`);
  }
}

/** By its name; git's temporary names tell nothing, so what is in the files may. */
function isNotebook({ name, paths }: MergeFilesOptions, { mine, theirs }: Sides): boolean {
  const isNamed = [name, ...Object.values(paths)].some(isNotebookPath);
  return isNamed || [mine, theirs].every(bytes => readNotebook(bytes).kind === 'notebook');
}

function mergeNotebookFiles(sides: Sides, { name, conflicts }: MergeFilesOptions): Merged {
  const mine = notebookOf(sides.mine, name, 'mine');
  const theirs = notebookOf(sides.theirs, name, 'theirs');
  // git gives an empty file where both sides added one.
  const base = sides.base.length === 0 ? { ...mine, cells: [] } : notebookOf(sides.base, name, 'base');
  const merge = mergeNotebooks({
    path: name,
    base: canonicalForm(base, sha256),
    mine,
    theirs,
    fingerprint: sha256,
    ...(conflicts && { conflicts })
  });
  if (merge.kind === 'not-merged') {
    throw problem('bad-content', `${name} ${merge.words}. Nothing was written.`);
  }
  return notebookResult(sides, name, merge);
}

function notebookResult(sides: Sides, name: string, merge: Extract<NotebookMerge, { kind: 'merged' }>): Merged {
  const { cells, flags, theirsMetadata, pending, isMine, notebook } = merge;
  const more = { cells: [...cells], flags: [...flags], theirsMetadata };
  return {
    content: isMine ? sides.mine : writeNotebook(notebook),
    fate: fileFate(name, isMine ? 'kept' : 'merged', more),
    pending
  };
}

function notebookOf(bytes: Buffer, name: string, side: string): Notebook {
  const reading = readNotebook(bytes);
  if (reading.kind === 'refused') {
    throw problem('bad-content', `${name} (${side}) ${reading.words}. Nothing was written.`);
  }
  return reading.notebook;
}

function mergeTextFiles({ base, mine, theirs }: Sides, name: string): Merged {
  const size = Math.max(mine.length, theirs.length);
  if (!isMergeableText(name, size)) {
    throw problem(
      'bad-content',
      `${name} is no notebook, code or prose: its lines are not merged. Nothing was written.`
    );
  }
  const text = mergeText(textOf(base, name), textOf(mine, name), textOf(theirs, name));
  if (text === null) {
    const words = 'was changed in the same lines on both sides. Nothing was written; merge it with a text tool.';
    throw problem('bad-content', `${name} ${words}`);
  }
  const isMine = text === mine.toString('utf8');
  return { content: isMine ? mine : text, fate: fileFate(name, isMine ? 'kept' : 'merged'), pending: [] };
}

function textOf(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw problem('bad-content', `${name} is no UTF-8 text. Nothing was written.`);
  }
}
