// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/** What the model of publishing stands on, faked: nothing is on disk and nothing travels. */
import type {
  Check,
  Draft,
  JobEvent,
  Me,
  PublishDraft,
  ReleaseFiles,
  Scan,
  Sealed,
  WorkPage
} from '@jupyter-atrium/api';
import { aCard, aDigest, aRelease, aWork } from '@jupyter-atrium/api/testing';
import type { AtriumStatus, IAtrium, IJob, IWorkspace, SourceOptions } from '@jupyter-atrium/connection';
import { nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { PublishModel } from '../src/model/model';
import type { Choices, FixOptions, ICovers, IDocuments, IEdit, IMemory, LastUsed } from '../src/model/ports';

export const trans = nullTranslator.load('jupyter_atrium');

export const WORK = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d5e';
export const DRAFT = '01935b0e-7c1a-7d3e-9c55-0f6a2b1c4d77';

export function aCheck(fields: Partial<Check> = {}): Check {
  return {
    id: 'personal-path-1',
    kind: 'personal-path',
    level: 'ask',
    path: 'glacier-melt.ipynb',
    cell: { index: 2, id: 'c3' },
    place: 'output',
    message: 'The output of cell 3 shows a home folder.',
    because: 'It tells your account’s name.',
    excerpt: '/home/•••••/data',
    fixes: ['make-relative', 'clear-output'],
    ...fields
  };
}

export function aSecret(fields: Partial<Check> = {}): Check {
  return aCheck({
    id: 'secret-1',
    kind: 'secret',
    level: 'stop',
    message: 'A Jupyter token is in the output of cell 7.',
    because: 'It would let others act as you.',
    fixes: ['redact', 'clear-output'],
    ...fields
  });
}

export function aScan(fields: Partial<Scan> = {}): Scan {
  return {
    source: 'glacier-melt',
    isFolder: true,
    files: [
      { path: 'data.csv', digest: aDigest('1'), size: 2_100_000, mediaType: 'text/csv' },
      { path: 'glacier-melt.ipynb', digest: aDigest('2'), size: 8_300_000, mediaType: 'application/x-ipynb+json' }
    ],
    bytes: 10_400_000,
    filesDigest: aDigest('f'),
    leftOut: [],
    card: {
      title: 'Glacier melt',
      summary: 'How much ice?',
      authors: [],
      licence: null,
      tags: ['glaciology'],
      inLanguage: ['en'],
      entry: 'glacier-melt.ipynb'
    },
    from: { title: 'heading', summary: 'paragraph', tags: 'imports-and-headings' },
    needs: aCard().needs,
    figures: [{ path: 'glacier-melt.ipynb', cell: 8, output: 0, mediaType: 'image/png', bytes: 5000 }],
    outputs: { figures: 1, tables: 0, others: 0 },
    checks: [],
    published: null,
    madeFrom: null,
    ...fields
  };
}

export function aSealed(fields: Partial<Sealed> = {}): Sealed {
  return {
    filesDigest: aDigest('f'),
    files: 2,
    bytes: 10_400_000,
    needs: aCard().needs,
    entry: 'glacier-melt.ipynb',
    checks: [],
    ...fields
  };
}

export function aDraft(fields: Partial<Draft> = {}): Draft {
  return {
    id: DRAFT,
    work: null,
    title: 'Glacier melt',
    source: 'glacier-melt',
    state: 'open',
    base: null,
    received: 0,
    total: 10_400_000,
    sealed: null,
    createdAt: '2026-11-22T09:00:00.000Z',
    expiresAt: '2026-11-23T09:00:00.000Z',
    ...fields
  };
}

export function aPage(fields: Partial<WorkPage> = {}): WorkPage {
  return {
    ...aWork({ id: WORK, label: '1.3.0', audience: 'hub' }),
    readers: [],
    lineage: { madeFrom: [], madeInto: [] },
    withdrawal: null,
    can: { edit: true, publish: true, withdraw: true },
    ...fields
  };
}

export function aReleaseWithFiles(fields: Partial<ReleaseFiles> = {}): ReleaseFiles {
  return { ...aRelease({ label: '1.3.0', filesDigest: aDigest('0') }), entries: [], ...fields };
}

export const PUBLISHED = {
  work: WORK,
  url: aPage().url,
  label: '1.3.0',
  manifest: aDigest('b'),
  filesDigest: aDigest('0')
};

/** What a service or job refuses with, as the client throws it. */
export function refusal(code: string, message = code, status = 409): Error {
  return Object.assign(new Error(message), { name: 'AtriumError', code, status, detail: {}, retryInMs: null });
}

/** A job that ends when the spec says so. */
export class FakeJob<T> implements IJob<T> {
  event: JobEvent | null = null;
  readonly changed = new Signal<this, void>(this);
  readonly result: Promise<T>;
  isCancelled = false;
  end!: (result: T) => void;
  fail!: (error: unknown) => void;

  constructor() {
    this.result = new Promise<T>((resolve, reject) => {
      this.end = resolve;
      this.fail = reject;
    });
    this.result.catch(() => undefined);
  }

  tell(event: Partial<JobEvent>): void {
    this.event = { job: 'j', seq: 0, state: 'running', ...event };
    this.changed.emit();
  }

  cancel(): void {
    this.isCancelled = true;
    this.fail(new DOMException('The job was cancelled.', 'AbortError'));
  }
}

export class FakeWorkspace implements IWorkspace {
  scans: { options: SourceOptions; job: FakeJob<Scan> }[] = [];
  sends: { options: SourceOptions; ticket: string; job: FakeJob<Sealed> }[] = [];
  remembered: unknown[] = [];
  /** Null: scans wait until they are ended by hand. */
  found: Scan | null = aScan();
  sealed: Sealed | null = aSealed();
  rememberError: Error | null = null;

  scan(options: SourceOptions): IJob<Scan> {
    const job = new FakeJob<Scan>();
    this.scans.push({ options, job });
    if (this.found) {
      job.end(this.found);
    }
    return job;
  }

  send(options: SourceOptions, ticket: string): IJob<Sealed> {
    const job = new FakeJob<Sealed>();
    this.sends.push({ options, ticket, job });
    if (this.sealed) {
      job.end(this.sealed);
    }
    return job;
  }

  async remember(source: string, published: unknown): Promise<void> {
    if (this.rememberError) {
      throw this.rememberError;
    }
    this.remembered.push({ source, published });
  }

  open(): never {
    throw new Error('not used');
  }

  preflight(): never {
    throw new Error('not used');
  }

  ofCopy(): never {
    throw new Error('not used');
  }

  async copies(): Promise<[]> {
    return [];
  }
}

export const ME: Me = {
  person: { id: '01935b0e-0000-7000-8000-000000000001', name: 'A. Rivera' },
  username: 'arivera',
  hub: { id: 'hub-a.example/services/atrium', name: 'Ocean Hub' },
  url: 'https://hub-a.example/services/atrium/',
  version: '0.1.0',
  isSolo: false,
  isInNetwork: true,
  can: { readOwn: true, publish: true, curate: false, admin: false },
  contact: 'ada',
  patterns: []
};

/** The service: answers what its fields hold, and notes what it was asked. */
export class FakeService {
  calls: string[] = [];
  drafts: Draft[] = [];
  /** What `getDraft` answers; null: it is gone. */
  held: Draft | null = null;
  page: WorkPage | Error = aPage();
  release: ReleaseFiles = aReleaseWithFiles();
  published: { body: PublishDraft; key: string | undefined }[] = [];
  publishError: Error | null = null;
  openError: Error | null = null;
  cover: Uint8Array | null = null;

  readonly client = {
    listMine: async () => this._note('listMine', { published: [], drafts: this.drafts }),
    getWork: async () => {
      if (this.page instanceof Error) {
        throw this.page;
      }
      return this._note('getWork', this.page);
    },
    getRelease: async () => this._note('getRelease', this.release),
    getDraft: async () => {
      if (!this.held) {
        throw refusal('draft-not-found', 'gone', 404);
      }
      return this._note('getDraft', this.held);
    },
    openDraft: async ({ body }: { body: { work: string | null; title: string; source: string } }) => {
      if (this.openError) {
        throw this.openError;
      }
      const draft = aDraft({ ...body, base: body.work ? { ...PUBLISHED } : null });
      return this._note('openDraft', { draft, ticket: 'ticket', expiresAt: draft.expiresAt });
    },
    reopenDraft: async () =>
      this._note('reopenDraft', { draft: this.held ?? aDraft(), ticket: 'fresh ticket', expiresAt: 'later' }),
    discardDraft: async () => this._note('discardDraft', undefined),
    putCover: async ({ body }: { body: Uint8Array }) => {
      this.cover = body;
      return this._note('putCover', { cover: aDigest('c') });
    },
    publishDraft: async ({ body }: { body: PublishDraft }, { key }: { key?: string } = {}) => {
      this.published.push({ body, key });
      if (this.publishError) {
        throw this.publishError;
      }
      return this._note('publishDraft', aWork({ label: body.label ?? '1.0.0', audience: body.audience }));
    },
    findReaders: async ({ query }: { query: { q: string } }) =>
      this._note('findReaders', { readers: [{ kind: 'person' as const, name: `${query.q}ob` }] })
  };

  private _note<T>(name: string, reply: T): T {
    this.calls.push(name);
    return reply;
  }
}

export class FakeDocuments implements IDocuments {
  readonly changed: Signal<IDocuments, { path: string; isSaved: boolean }> = new Signal<
    IDocuments,
    { path: string; isSaved: boolean }
  >(this);
  dirty: string[] = [];
  saved: string[] = [];
  fixes: FixOptions[] = [];
  undone: string[] = [];
  canUndo = true;
  fixError: Error | null = null;

  unsaved(): string[] {
    return [...this.dirty];
  }

  async save(paths: readonly string[]): Promise<void> {
    this.saved.push(...paths);
    this.dirty = [];
  }

  async read(path: string): Promise<string> {
    return `text of ${path}`;
  }

  async fix(options: FixOptions): Promise<IEdit> {
    if (this.fixError) {
      throw this.fixError;
    }
    this.fixes.push(options);
    const { path } = options;
    return {
      path,
      undo: async () => {
        this.undone.push(path);
        return this.canUndo;
      }
    };
  }
}

export class FakeMemory implements IMemory {
  kept = new Map<string, Choices>();
  last: LastUsed = { licence: 'CC-BY-4.0', authors: [], audience: 'hub', withOutputs: false };

  async choices(source: string): Promise<Choices | null> {
    return this.kept.get(source) ?? null;
  }

  async keep(source: string, choices: Choices): Promise<void> {
    this.kept.set(source, choices);
  }

  async lastUsed(): Promise<LastUsed> {
    return this.last;
  }

  async use(last: LastUsed): Promise<void> {
    this.last = last;
  }
}

export class FakeAtrium {
  status: AtriumStatus = 'ready';
  me: Me | null = ME;
  readonly error = null;
  readonly address = ME.url;
  readonly changed = new Signal<this, void>(this);
  readonly worksChanged = new Signal<this, string | null>(this);
  announced: (string | null)[] = [];
  readonly service = new FakeService();

  get client(): FakeService['client'] {
    return this.service.client;
  }

  async refresh(): Promise<void> {
    this.changed.emit();
  }

  announce(work: string | null): void {
    this.announced.push(work);
  }

  become(status: AtriumStatus, me: Me | null): void {
    this.status = status;
    this.me = me;
    this.changed.emit();
  }
}

/** A model with everything faked. */
export class Stage {
  readonly atrium = new FakeAtrium();
  readonly service = this.atrium.service;
  readonly workspace = new FakeWorkspace();
  readonly documents = new FakeDocuments();
  readonly memory = new FakeMemory();
  readonly compared: string[] = [];
  readonly covers: ICovers = {
    figure: async () => 'blob:figure',
    before: async () => 'blob:before',
    encode: async () => new Uint8Array([1, 2, 3]),
    forget: () => undefined
  };

  /** Makes the model; what is set on the stage before counts. */
  model(source = 'glacier-melt'): PublishModel {
    let keys = 0;
    return new PublishModel({
      source,
      atrium: this.atrium as unknown as IAtrium,
      workspace: this.workspace,
      documents: this.documents,
      covers: this.covers,
      memory: this.memory,
      comparer: {
        compare: async ({ path, before, after }) => {
          this.compared.push(path);
          const of = `${before?.digest ?? ''}>${after?.digest ?? ''}`;
          return { of, body: { kind: 'unseen', why: 'binary' } };
        }
      },
      trans,
      newKey: () => `key ${(keys += 1)}`
    });
  }

  /** Makes a model that has looked at the files. */
  async ready(): Promise<PublishModel> {
    const model = this.model();
    await model.start();
    return model;
  }
}
