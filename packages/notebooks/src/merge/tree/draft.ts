// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Choice, FileFate, Pending, PendingEntry, PendingFile, PlanAct } from '@jupyter-atrium/api';
import { hashText } from '../../notebook/mint-id.ts';
import { LocalIndex } from './local-index.ts';
import type { ITreeOptions, UndoFile } from './tree.ts';

/** A plan in the making. */
export class Draft {
  readonly local: LocalIndex;
  readonly fates: FileFate[] = [];
  readonly pending: PendingEntry[] = [];
  readonly texts = new Map<string, string>();
  /** Taken path → the name beside it under which the release's file or folder is put. */
  readonly besides = new Map<string, string>();
  /** The next record's. */
  readonly paths: Record<string, string>;
  readonly left: Set<string>;
  readonly files: Record<string, { base: string; manifest: string }> = {};
  readonly aliases: Record<string, Record<string, string>>;
  /** Digests of the copy's files that the plan depends on, as they were. */
  readonly looked = new Map<string, string>();
  /** The same as the plan so far leaves them. */
  private readonly _digests = new Map<string, string>();
  private readonly _options: ITreeOptions;
  /** Path of a moved file → where it is until the plan is carried out. */
  private readonly _origins = new Map<string, string>();
  private readonly _removes: PlanAct[] = [];
  private readonly _moves: PlanAct[] = [];
  private readonly _writes = new Map<string, PlanAct>();
  private readonly _undo = new Map<string, UndoFile>();

  constructor(options: ITreeOptions) {
    this._options = options;
    this.local = new LocalIndex(options.local);
    this.paths = { ...options.state.paths };
    this.left = new Set(options.state.left);
    this.aliases = { ...options.state.aliases };
  }

  /** In the order in which they are done. */
  get acts(): PlanAct[] {
    return [...this._removes, ...this._moves, ...this._writes.values()];
  }

  get undo(): UndoFile[] {
    return [...this._undo.values()].filter(({ before, after }) => before !== after);
  }

  /** Digest of a file of the copy. */
  async digest(name: string): Promise<string> {
    const path = this._placeOf(name);
    const known = this._digests.get(path);
    if (known !== undefined) {
      return known;
    }
    const digest = await this._options.content.digest(path);
    this._digests.set(path, digest);
    this.looked.set(path, digest);
    return digest;
  }

  /** Reads a file of the copy, wherever the plan has moved it. */
  read(name: string): Uint8Array | Promise<Uint8Array> {
    const path = this._placeOf(name);
    return this._options.content.mine(this._origins.get(path) ?? path);
  }

  async write(name: string, file: { digest: string; size: number; text?: string }): Promise<void> {
    const path = this._placeOf(name);
    const { digest, size, text } = file;
    await this._remember(path, digest);
    this._writes.set(path, { kind: 'write', path, digest, size, from: text === undefined ? 'theirs' : 'merge' });
    if (text !== undefined) {
      this.texts.set(path, text);
    }
    this.local.remove(path);
    this.local.add({ path, kind: 'file', size });
    this._digests.set(path, digest);
  }

  async remove(name: string): Promise<void> {
    const path = this._placeOf(name);
    await this._remember(path, null);
    this._removes.push({ kind: 'remove', path });
    this.local.remove(path);
    this._digests.delete(path);
  }

  async move(name: string, path: string): Promise<void> {
    const from = this._placeOf(name);
    const digest = await this.digest(from);
    const entry = this.local.at(from);
    await this._remember(from, null);
    this.local.remove(from);
    await this._remember(path, digest);
    this._moves.push({ kind: 'move', path, from });
    this._origins.set(path, this._origins.get(from) ?? from);
    this._origins.delete(from);
    this.local.add({ path, kind: 'file', size: entry?.size ?? 0 });
    this._digests.delete(from);
    this._digests.set(path, digest);
  }

  /** Asks about a file; a choice that was made already comes back, and nothing is left to decide. */
  ask(file: Omit<PendingFile, 'id' | 'kind'>, isNew = true): Choice | null {
    const id = `f${hashText(JSON.stringify([file.path, file.why, file.theirs]))}`;
    const { choices = {}, conflicts } = this._options;
    const choice = choices[id] ?? (isNew && file.why !== 'renamed' ? conflicts : undefined) ?? null;
    if (choice === null) {
      this.keep({ id, kind: 'file', ...file });
    }
    return choice;
  }

  /** Leaves something to decide. */
  keep(pending: Pending): void {
    const { label, manifest } = this._options.release;
    const earlier = this._options.pending.find(entry => entry.pending.id === pending.id);
    this.pending.push({ release: earlier?.release ?? { label, manifest }, pending });
  }

  /** Takes decided entries out. */
  drop(ids: readonly string[]): void {
    const left = this.pending.filter(({ pending }) => !ids.includes(pending.id));
    this.pending.splice(0, this.pending.length, ...left);
  }

  /** What is undecided about a path from earlier updates. */
  earlier(path: string): Pending[] {
    return this._options.pending.flatMap(entry => (entry.pending.path === path ? entry.pending : []));
  }

  /** Questions about files from earlier updates. */
  questions(): PendingFile[] {
    return this._options.pending.flatMap(({ pending }) => (pending.kind === 'file' ? pending : []));
  }

  /** As the disk writes a path: it may be in another form of Unicode. */
  private _placeOf(path: string): string {
    return this.local.at(path)?.path ?? path;
  }

  private async _remember(path: string, after: string | null): Promise<void> {
    const entry = this.local.at(path);
    const known = this._undo.get(path);
    const before = known ? known.before : entry?.kind === 'file' ? await this.digest(path) : null;
    this._undo.set(path, { path, before, after, size: known?.size ?? entry?.size ?? 0 });
  }
}
