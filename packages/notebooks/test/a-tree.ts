// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** A copy in memory, for specs of updates. */
import { createHash } from 'node:crypto';
import type { PendingEntry } from '@jupyter-atrium/api';
import { writeBase } from '../src/canonical/base-form.ts';
import { canonicalForm } from '../src/canonical/canonical.ts';
import { isNotebookPath } from '../src/files/work-file.ts';
import { planTree } from '../src/merge/tree/plan-tree.ts';
import type { CopyState, ITreeOptions, ReleasedFile, TreePlan } from '../src/merge/tree/tree.ts';
import { type IUndoOptions, planUndo } from '../src/merge/tree/undo.ts';
import { readNotebook } from '../src/notebook/read.ts';

export type Files = Readonly<Record<string, string>>;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
export const digestOf = (text: string): string => `sha256:${sha256(text)}`;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A person's copy of a work, and every byte that was ever seen. */
export class ACopy {
  files: Record<string, string>;
  state: CopyState;
  pending: readonly PendingEntry[] = [];
  links: string[] = [];
  last: TreePlan | null = null;
  private readonly _known = new Map<string, string>();

  constructor(released: Files) {
    this.files = { ...released };
    const release = releaseOf('1');
    const files = Object.entries(released).map(([path, text]) => [path, this._base(text, release.manifest)] as const);
    this.state = { release, files: Object.fromEntries(files), paths: {}, left: [], aliases: {} };
  }

  /** Plans an update to a release, and applies it. */
  async update(label: string, released: Files, options: Partial<ITreeOptions> = {}): Promise<TreePlan> {
    const plan = await this.plan(label, released, options);
    this.apply(plan);
    return plan;
  }

  plan(label: string, released: Files, options: Partial<ITreeOptions> = {}): Promise<TreePlan> {
    Object.values(released).forEach(text => this._known.set(digestOf(text), text));
    const files = Object.entries(released).map(([path, text]): ReleasedFile => ({
      path,
      digest: digestOf(text),
      size: bytes(text).length
    }));
    const { state, pending } = this;
    return planTree({ state, pending, release: releaseOf(label), files, ...this._disk(), ...options });
  }

  /** Undoes the last update. */
  async undo(options: Partial<IUndoOptions> = {}): Promise<TreePlan> {
    if (!this.last) {
      throw new Error('nothing to undo');
    }
    const plan = await planUndo(this.last.undo, { release: this.state.release, ...this._disk(), ...options });
    this.apply(plan);
    return plan;
  }

  apply(plan: TreePlan): void {
    Object.values(this.files).forEach(text => this._known.set(digestOf(text), text));
    for (const act of plan.plan.acts) {
      if (act.kind === 'write') {
        const text = plan.texts.get(act.path) ?? this._text(act.digest);
        this._known.set(digestOf(text), text);
        this.files[act.path] = text;
      } else if (act.kind === 'move') {
        this.files[act.path] = this._at(act.from);
        delete this.files[act.from];
      } else {
        this._at(act.path);
        delete this.files[act.path];
      }
    }
    this.state = plan.state;
    this.pending = plan.pending;
    this.last = plan;
  }

  private _base(text: string, manifest: string): { base: string; manifest: string } {
    this._known.set(digestOf(text), text);
    return { base: digestOf(text), manifest };
  }

  private _disk(): Pick<ITreeOptions, 'local' | 'content' | 'sha256'> {
    const files = Object.entries(this.files).map(([path, text]) => ({
      path,
      kind: 'file' as const,
      size: bytes(text).length
    }));
    return {
      local: [...files, ...this.links.map(path => ({ path, kind: 'other' as const, size: 0 }))],
      sha256,
      content: {
        digest: path => digestOf(this._at(path)),
        mine: path => bytes(this._at(path)),
        theirs: digest => bytes(this._text(digest)),
        base: digest => bytes(baseForm(this._text(digest)))
      }
    };
  }

  private _at(path: string): string {
    const text = this.files[path];
    if (text === undefined) {
      throw new Error(`no file ${path}`);
    }
    return text;
  }

  private _text(digest: string): string {
    const text = this._known.get(digest);
    if (text === undefined) {
      throw new Error(`no bytes ${digest}`);
    }
    return text;
  }
}

function releaseOf(label: string): { label: string; manifest: string } {
  return { label, manifest: digestOf(label) };
}

function baseForm(text: string): string {
  const reading = text.startsWith('{') && isNotebookPath('a.ipynb') ? readNotebook(text) : null;
  return reading?.kind === 'notebook' ? writeBase(canonicalForm(reading.notebook, sha256)) : text;
}
