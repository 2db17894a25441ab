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
import type { Handed } from '../threads/remote.ts';

const SNIFFED_BYTES = 8192;

/** What one file adds to the findings; its needs with the uses of packages as pairs. */
export type FileFindings = {
  checks: Check[];
  needs: Omit<FileNeeds, 'packages'> & { packages: [string, number][] };
};

export type GateCalls = typeof gateCalls;

export const gateCalls = {
  /** Checks files, each given by its path and frames. */
  check: ({ files }: { files: { path: string; frames: Uint8Array }[] }): Handed<FileFindings[]> => ({
    value: files.map(({ path, frames }) => {
      const file = readFile(path, join(frames, !isNotebookPath(path)));
      const { packages, ...needs } = fileNeeds(file);
      return { checks: checkFile(file), needs: { ...needs, packages: [...packages] } };
    })
  }),

  /** Counts the cells that differ between two states of a notebook; null if one cannot be read. */
  diff: ({ before, after }: { before: Uint8Array; after: Uint8Array }): Handed<CellCounts | null> => {
    const [old, now] = [readNotebook(join(before, false)), readNotebook(join(after, false))];
    if (old.kind !== 'notebook' || now.kind !== 'notebook') {
      return { value: null };
    }
    return { value: diffNotebooks(canonicalForm(old.notebook), canonicalForm(now.notebook)).counts };
  }
};

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
