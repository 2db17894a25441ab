// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { hash } from 'node:crypto';
import type { SealDraft } from '@jupyter-atrium/api';
import { filesDigestText } from '@jupyter-atrium/api';
import { withConfirmed } from '../check-answers.ts';
import type { Content } from '../content/content.ts';
import { DraftChangedError } from '../drafts/errors.ts';
import type { DraftFile, DraftRow, SealedRow } from '../drafts/store.ts';
import { BadContentError, ChunksMissingError } from '../errors.ts';
import type { GateFile, IGate } from '../gate/gate.ts';
import type { Stores } from '../stores.ts';
import { NotebookTrustedError } from './errors.ts';
import { type NewFile, isProved, newFilesOf } from './recipes.ts';
import { demandTable } from './table-rules.ts';

/** How long an outcome that nobody fetched is kept. */
const KEPT_MS = 15 * 60_000;

/** Bytes verified and looked at, and all of them. */
export type Progress = { done: number; total: number };

/** One draft being sealed. */
export type Run = { filesDigest: string; progress: Progress; outcome: Promise<SealedRow> };

/** What a run needs. */
export type SealingPorts = { stores: Stores; content: Content<Stores>; gate: IGate };

/** Records what sealing found, in one transaction with its audit row. */
export type Record = (act: (stores: Stores) => Promise<void>) => Promise<void>;

/** Seals drafts behind the calls that ask for it; a restart forgets, and the next call begins anew. */
export class Sealing {
  /** How long a call waits for the outcome before it answers how far things are, in ms: proxies give up later. */
  readonly answerMs: number = 5000;
  private readonly _runs = new Map<string, Run>();
  private readonly _ports: SealingPorts;

  constructor(ports: SealingPorts) {
    this._ports = ports;
  }

  /** What is under way for a draft; null if nothing is. */
  runOf(draft: string): Run | null {
    return this._runs.get(draft) ?? null;
  }

  /** Forgets a finished run; its outcome was given out. */
  forget(draft: string): void {
    this._runs.delete(draft);
  }

  /**
   * Begins to seal a draft whose table is complete.
   *
   * @param body - what the client says the files are
   */
  begin(draft: DraftRow, body: SealDraft, record: Record): Run {
    const { filesDigest } = body;
    const progress = { done: 0, total: 0 };
    const run = { filesDigest, progress, outcome: this._seal(draft, filesDigest, progress, record) };
    this._runs.set(draft.id, run);
    const forget = (): void =>
      void setTimeout(() => this._runs.get(draft.id) === run && this.forget(draft.id), KEPT_MS).unref();
    run.outcome.then(forget, forget);
    return run;
  }

  private async _seal(id: DraftRow, expected: string, progress: Progress, record: Record): Promise<SealedRow> {
    const { stores } = this._ports;
    // Read again: the table was changed since the caller looked.
    const draft = (await stores.drafts.find(id.id)) ?? id;
    const files = await stores.drafts.files(draft.id);
    await demandTable(files);
    const filesDigest = `sha256:${hash('sha256', filesDigestText(files))}`;
    if (filesDigest !== expected) {
      throw new DraftChangedError(filesDigest);
    }
    const fresh = await newFilesOf(stores, { draft: draft.id, work: draft.work }, files);
    const bytes = sizeOf(files);
    progress.total = bytes + sizeOf(fresh.filter(file => !isProved(file)));
    const onBytes = (more: number): void => {
      progress.done += more;
    };
    return this._look(draft, { files, fresh, filesDigest, bytes }, { record, onBytes });
  }

  private async _look(draft: DraftRow, { files, fresh, filesDigest, bytes }: Looked, ports: Told): Promise<SealedRow> {
    const { stores, gate } = this._ports;
    const seen = gateFiles(files, fresh);
    const folder = draft.source.slice(draft.source.lastIndexOf('/') + 1);
    const { checks: found, needs, entry, news, digests } = await gate.check(seen, folder, ports.onBytes);
    await this._prove(files, fresh, digests, ports.onBytes);
    const checks = withConfirmed(found, await stores.findings.confirmedOf(draft.owner));
    const trusting = checks.filter(check => check.kind === 'trusted');
    if (trusting.length > 0) {
      throw new NotebookTrustedError(trusting.map(check => check.path ?? ''));
    }
    const { base, work } = draft;
    const before = base && work ? (await stores.files.ofRelease(work, base.seq)).map(baseFile) : null;
    const changes = before && (await gate.compare(before, seen));
    const sealed = { filesDigest, files: files.length, bytes, needs, entry, checks, changes };
    await ports.record(async inside => {
      await inside.drafts.lock(draft.id);
      await inside.files.add(fresh);
      // Something may have been collected or erased since it was looked for.
      const gone = await inside.files.incomplete(files.filter(file => !file.isFromBase).map(file => file.digest));
      if (gone.length > 0) {
        throw new ChunksMissingError([]);
      }
      await inside.findings.keep(news, gate.version);
      if (!(await inside.drafts.seal(draft.id, sealed, draft.revision))) {
        throw new DraftChangedError(filesDigest);
      }
    });
    return sealed;
  }

  /** What the gate read to its end need not be read again. */
  private async _prove(
    files: readonly DraftFile[],
    fresh: readonly NewFile[],
    seen: ReadonlyMap<string, string>,
    onBytes: (bytes: number) => void
  ): Promise<void> {
    const unproved = fresh.filter(file => !isProved(file));
    const known = unproved.filter(({ digest }) => seen.has(digest));
    onBytes(sizeOf(known));
    const unseen = unproved.filter(({ digest }) => !seen.has(digest));
    const wrong = [
      ...known.flatMap(({ digest }) => (seen.get(digest) === digest ? [] : digest)),
      ...(await this._ports.content.verifier.wrongOnes(unseen, onBytes))
    ];
    const [first] = wrong;
    if (first !== undefined) {
      const path = files.find(file => file.digest === first)?.path ?? '';
      throw new BadContentError(`The content of “${path}” is not what was announced. Publish again.`);
    }
  }
}

type Told = { record: Record; onBytes: (bytes: number) => void };

type Looked = { files: readonly DraftFile[]; fresh: readonly NewFile[]; filesDigest: string; bytes: number };

function sizeOf(files: readonly { size: number }[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}

/**
 * Says what the gate shall look at: what each digest stands for. A recipe that a table names beside a digest known
 * otherwise may be of something else, which must not be looked at in its place.
 */
function gateFiles(files: readonly DraftFile[], fresh: readonly NewFile[]): GateFile[] {
  const news = new Map(fresh.map(file => [file.digest, file]));
  return files.map(({ path, digest, size }) => {
    const file = news.get(digest);
    return { path, digest, size, recipe: file?.recipe ?? null, isClaimed: file !== undefined && !isProved(file) };
  });
}

function baseFile({ path, digest, size }: { path: string; digest: string; size: number }): GateFile {
  return { path, digest, size, recipe: null };
}
