// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { Changes, Check, OperatorPattern } from '@jupyter-atrium/api';
import { LIMITS } from '@jupyter-atrium/api';
import type { CellCounts } from '@jupyter-atrium/notebooks';
import {
  CHECKS_VERSION,
  checkWork,
  chooseEntry,
  countChanges,
  isNotebookPath,
  sortChecks,
  workNeeds
} from '@jupyter-atrium/notebooks';
import type { RecipeReader } from '../content/recipe-reader.ts';
import { type Remote, ThreadEndedError } from '../threads/remote.ts';
import type { FileFindings, GateCalls, Seen } from './gate-calls.ts';
import type { Findings, GateFile, IGate } from './gate.ts';
import type { IFindingStore } from './store.ts';

/** Files looked at by one call. */
const BATCH_BYTES = 2 * 1024 * 1024;
const BATCH_FILES = 200;
/** Larger ones are looked into only if they are notebooks. */
const TEXT_BYTES = 20_000_000;

/** The gate in a thread that is thrown away when a file exhausts its time or memory. */
export class ThreadGate implements IGate {
  readonly version: number;
  private readonly _recipes: RecipeReader;
  private readonly _findings: IFindingStore;
  private readonly _thread: Remote<GateCalls>;
  private readonly _patterns: OperatorPattern[];

  constructor(recipes: RecipeReader, findings: IFindingStore, thread: Remote<GateCalls>, patterns: OperatorPattern[]) {
    this.version = versionOf(patterns);
    this._patterns = patterns;
    this._recipes = recipes;
    this._findings = findings;
    this._thread = thread;
  }

  async check(files: readonly GateFile[], folder: string, onBytes: (bytes: number) => void): Promise<Findings> {
    const kept = await this._findings.find(files, this.version);
    const found = new Map<GateFile, FileFindings>();
    for (const file of files) {
      const result = kept.get(`${file.digest} ${file.path}`);
      if (result !== undefined) {
        found.set(file, JSON.parse(result) as FileFindings);
        onBytes(file.size);
      }
    }
    const unknown = files.filter(file => !found.has(file));
    const digests = new Map<string, string>();
    for (const batch of batches(unknown)) {
      const results = await this._look(batch);
      for (const [index, file] of batch.entries()) {
        const { findings, digest } = results[index] as Seen;
        found.set(file, findings);
        if (digest !== null) {
          digests.set(file.digest, digest);
        }
      }
      onBytes(batch.reduce((sum, file) => sum + file.size, 0));
    }
    const paths = files.map(file => file.path);
    const all = files.map(file => found.get(file) as FileFindings);
    const needs = all.map(each => ({ ...each.needs, packages: new Map(each.needs.packages) }));
    return {
      checks: sortChecks([...checkWork(paths, { needs }), ...all.flatMap(each => each.checks)]),
      needs: workNeeds(needs),
      entry: chooseEntry(paths, folder),
      news: unknown.map(file => ({
        digest: file.digest,
        path: file.path,
        result: JSON.stringify(found.get(file))
      })),
      digests
    };
  }

  async compare(before: readonly GateFile[], after: readonly GateFile[]): Promise<Changes> {
    const old = new Map(before.map(file => [file.path, file]));
    const cells = new Map<string, CellCounts>();
    for (const file of after) {
      const earlier = old.get(file.path);
      if (earlier && earlier.digest !== file.digest && isNotebookPath(file.path)) {
        const counts = await this._diff(earlier, file);
        if (counts) {
          cells.set(file.path, counts);
        }
      }
    }
    const digests = (files: readonly GateFile[]) => new Map(files.map(file => [file.path, file.digest]));
    return countChanges(digests(before), digests(after), cells);
  }

  private async _look(batch: readonly GateFile[]): Promise<Seen[]> {
    try {
      const readable = batch.map(file => (isLookedInto(file) ? file : { ...file, recipe: new Uint8Array(0) }));
      const frames = await this._recipes.frames(readable);
      const given = batch.map(file => ({
        path: file.path,
        isHashed: file.isClaimed === true && isLookedInto(file)
      }));
      return await this._thread.call('check', { files: given, frames, patterns: this._patterns }, [
        frames.bytes.buffer as ArrayBuffer
      ]);
    } catch (error) {
      if (!(error instanceof ThreadEndedError)) {
        throw error;
      }
      // One of them exhausts the thread: which one shows when they are looked at singly.
      const [only] = batch;
      return only && batch.length === 1 ? [{ findings: exhausting(only.path), digest: null }] : this._lookSingly(batch);
    }
  }

  private async _lookSingly(batch: readonly GateFile[]): Promise<Seen[]> {
    const results: Seen[] = [];
    for (const file of batch) {
      results.push(...(await this._look([file])));
    }
    return results;
  }

  /** Null for what cannot be compared: a count is left out, publishing goes on. */
  private async _diff(before: GateFile, after: GateFile): Promise<CellCounts | null> {
    if (Math.max(before.size, after.size) > LIMITS.notebookBytes) {
      return null;
    }
    const frames = await this._recipes.frames([before, after]);
    try {
      return await this._thread.call('diff', { frames }, [frames.bytes.buffer as ArrayBuffer]);
    } catch (error) {
      if (error instanceof ThreadEndedError) {
        return null;
      }
      throw error;
    }
  }
}

/** Other patterns find something else in the same bytes. */
function versionOf(patterns: readonly OperatorPattern[]): number {
  return patterns.length === 0
    ? CHECKS_VERSION
    : CHECKS_VERSION * 2 ** 32 + parseInt(hash('sha256', JSON.stringify(patterns)).slice(0, 8), 16);
}

function isLookedInto({ path, size }: GateFile): boolean {
  return size <= (isNotebookPath(path) ? LIMITS.notebookBytes : TEXT_BYTES);
}

function* batches(files: readonly GateFile[]): Generator<GateFile[]> {
  let batch: GateFile[] = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length > 0 && (bytes + file.size > BATCH_BYTES || batch.length >= BATCH_FILES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(file);
    bytes += isLookedInto(file) ? file.size : 0;
  }
  if (batch.length > 0) {
    yield batch;
  }
}

/** A file that cannot be looked into cannot be published: nobody would know what is in it. */
function exhausting(path: string): FileFindings {
  const check: Check = {
    id: `size-exhausting-${path}`.slice(0, 128),
    kind: 'size',
    level: 'stop',
    path,
    cell: null,
    place: 'file',
    message: `“${path}” takes too long to be checked.`,
    because: 'Nobody could tell whether something secret is in it.',
    excerpt: '',
    fixes: ['clear-output', 'leave-out']
  };
  const needs = { path, isNotebook: isNotebookPath(path), language: null, kernel: null, packages: [], files: [] };
  return { checks: [check], needs };
}
