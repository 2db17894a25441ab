// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the gate's thread does: it is disposable, because people's files may be made to exhaust it. */
import { zstdDecompressSync } from 'node:zlib';
import type { Check } from '@jupyter-atrium/api';
import { ENCODING, FRAME_PAYLOAD_BYTES, readFrames } from '@jupyter-atrium/api';
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
import { releaseMemory } from '../content/release-memory.ts';
import type { Handed } from '../threads/remote.ts';

const SNIFFED_BYTES = 8192;

/** What one file adds to the findings; its needs with the uses of packages as pairs. */
export type FileFindings = {
  checks: Check[];
  needs: Omit<FileNeeds, 'packages'> & { packages: [string, number][] };
};

export type GateCalls = typeof gateCalls;

export const gateCalls = {
  /** Checks files, given by their paths and frames. */
  check: ({ paths, frames }: { paths: string[]; frames: FramesOfFiles }): Handed<FileFindings[]> => {
    const value = partFrames(frames).map((part, index) => findingsOf(paths[index] ?? '', part));
    releaseMemory(frames.bytes);
    return { value };
  },

  /** Counts the cells that differ between two states of a notebook; null if one cannot be read. */
  diff: ({ frames }: { frames: FramesOfFiles }): Handed<CellCounts | null> => {
    const [old, now] = partFrames(frames).map(part => readNotebook(join(part, false)));
    if (old?.kind !== 'notebook' || now?.kind !== 'notebook') {
      return { value: null };
    }
    return { value: diffNotebooks(canonicalForm(old.notebook), canonicalForm(now.notebook)).counts };
  }
};

function findingsOf(path: string, frames: Uint8Array): FileFindings {
  const bytes = join(frames, !isNotebookPath(path));
  const file = readFile(path, bytes);
  const { packages, ...needs } = fileNeeds(file);
  const findings = { checks: checkFile(file), needs: { ...needs, packages: [...packages] } };
  if (bytes.buffer !== frames.buffer) {
    releaseMemory(bytes);
  }
  return findings;
}

/**
 * Decodes a file's frames.
 *
 * @param isSniffed - stops after the first frame if that shows that the file is no text
 */
function join(frames: Uint8Array, isSniffed: boolean): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const { encoding, payload } of readFrames(frames)) {
    parts.push(
      encoding === ENCODING.raw ? payload : zstdDecompressSync(payload, { maxOutputLength: FRAME_PAYLOAD_BYTES })
    );
    if (isSniffed && parts.length === 1 && parts[0]?.subarray(0, SNIFFED_BYTES).includes(0)) {
      break;
    }
  }
  return parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
}
