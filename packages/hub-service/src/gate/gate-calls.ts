// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the gate's thread does: it is disposable, because people's files may be made to exhaust it. */
import { hash } from 'node:crypto';
import type { Check, OperatorPattern } from '@jupyter-atrium/api';
import { ENCODING, readFrames } from '@jupyter-atrium/api';
import type { CellCounts, FileNeeds } from '@jupyter-atrium/notebooks';
import {
  canonicalForm,
  checkFile,
  diffNotebooks,
  fileNeeds,
  isNotebookPath,
  readFile,
  readNotebook
} from '@jupyter-atrium/notebooks';
import { type FramesOfFiles, partFrames } from '../content/frames-of-files.ts';
import { inflate } from '../content/inflate.ts';
import { releaseMemory } from '../content/release-memory.ts';
import type { Handed } from '../threads/remote.ts';

const SNIFFED_BYTES = 8192;

/** A file to look into, given by its frames. */
export type Given = {
  path: string;
  /** Whether somebody wants to know what it is. */
  isHashed: boolean;
};

/** Files to look into, by their frames, and what beside the rules is sought in them. */
export type Looked = { files: Given[]; frames: FramesOfFiles; patterns: OperatorPattern[] };

/** What was seen of a file; its digest if that was wanted and all of it was read. */
export type Seen = { findings: FileFindings; digest: string | null };

/** What one file adds to the findings; its needs with the uses of packages as pairs. */
export type FileFindings = {
  checks: Check[];
  needs: Omit<FileNeeds, 'packages'> & { packages: [string, number][] };
};

export type GateCalls = typeof gateCalls;

export const gateCalls = {
  /** Checks files, in the order of their frames. */
  check: ({ files, frames, patterns }: Looked): Handed<Seen[]> => {
    const parts = partFrames(frames);
    const value = files.map((file, index) => look(file, parts[index] ?? new Uint8Array(), patterns));
    releaseMemory(frames.bytes);
    return { value };
  },

  /** Counts the cells that differ between two states of a notebook; null if one cannot be read. */
  diff: ({ frames }: { frames: FramesOfFiles }): Handed<CellCounts | null> => {
    const [old, now] = partFrames(frames).map(part => readNotebook(join(part, false).bytes));
    if (old?.kind !== 'notebook' || now?.kind !== 'notebook') {
      return { value: null };
    }
    return { value: diffNotebooks(canonicalForm(old.notebook), canonicalForm(now.notebook)).counts };
  }
};

function look({ path, isHashed }: Given, frames: Uint8Array, patterns: OperatorPattern[]): Seen {
  const { bytes, isWhole } = join(frames, !isNotebookPath(path));
  const digest = isHashed && isWhole ? `sha256:${hash('sha256', bytes)}` : null;
  const file = readFile(path, bytes);
  const { packages, ...needs } = fileNeeds(file);
  const findings = { checks: checkFile(file, { patterns }), needs: { ...needs, packages: [...packages] } };
  if (bytes.buffer !== frames.buffer) {
    releaseMemory(bytes);
  }
  return { findings, digest };
}

/**
 * Decodes a file's frames.
 *
 * @param isSniffed - stops after the first frame if that shows that the file is no text
 */
function join(frames: Uint8Array, isSniffed: boolean): { bytes: Uint8Array; isWhole: boolean } {
  const parts: Uint8Array[] = [];
  let isWhole = true;
  for (const { encoding, payload } of readFrames(frames)) {
    parts.push(encoding === ENCODING.raw ? payload : inflate(payload));
    if (isSniffed && parts.length === 1 && parts[0]?.subarray(0, SNIFFED_BYTES).includes(0)) {
      isWhole = false;
      break;
    }
  }
  const [only] = parts;
  if (only && parts.length === 1) {
    return { bytes: only, isWhole };
  }
  const bytes = Buffer.concat(parts);
  parts.filter(part => part.buffer !== frames.buffer).forEach(releaseMemory);
  return { bytes, isWhole };
}
