// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { randomUUID } from 'node:crypto';
import type { CardFields, JobEvent, JobRequest, Scan, Sealed, Work } from '@jupyter-atrium/api';
import { type Client, createClient } from '@jupyter-atrium/client';
import { galata } from '@jupyterlab/galata';
import type { APIRequestContext } from '@playwright/test';

/** What a test may say of a work it publishes past every screen. */
export type Wishes = Partial<CardFields> & { update?: Work; note?: string; cover?: Buffer };

/** One person's own Atrium, and the test's folder among their files. */
export class Solo {
  readonly client: Client;
  private readonly _server: string;
  private readonly _request: APIRequestContext;
  private readonly _folder: string;

  constructor(server: string, request: APIRequestContext, folder: string) {
    this.client = createClient({ base: `${server}/atrium/`, fetch, newKey: randomUUID });
    this._server = server;
    this._request = request;
    this._folder = folder;
  }

  /** Writes files below the test's folder: text, or bytes. */
  async write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const contents = galata.newContentsHelper(this._request);
    for (const [name, content] of Object.entries(files)) {
      const path = `${this._folder}/${name}`;
      const [format, text] =
        typeof content === 'string' ? (['text', content] as const) : (['base64', content.toString('base64')] as const);
      await contents.createDirectory(path.split('/').slice(0, -1).join('/'));
      await contents.uploadContent(text, format, path);
    }
  }

  /** Reads a file of the test's folder; null if there is none. */
  async read(name: string): Promise<string | null> {
    const path = name.split('/').map(encodeURIComponent).join('/');
    const reply = await this._request.get(`${this._server}/files/${this._folder}/${path}`);
    return reply.ok() ? reply.text() : null;
  }

  /** Publishes a notebook or folder of the test's folder, past every screen. */
  async publish(name: string, { update, note = '', cover, ...card }: Wishes = {}): Promise<Work> {
    const source = `${this._folder}/${name}`;
    const look = { source, withOutputs: true, leaveOut: [] };
    const scan = await this._run<Scan>({ job: 'scan', ...look });
    const asked = { work: update?.id ?? null, title: scan.card.title, source, total: scan.bytes };
    const { draft, ticket } = await this.client.openDraft({ body: asked });
    const params = { draft: draft.id };
    const { filesDigest, checks } = await this._run<Sealed>({ job: 'send', ...look, ticket });
    const work = await this.client.publishDraft({
      params,
      body: {
        ...{ filesDigest, label: null, note, audience: 'hub', readers: [], madeFrom: [] },
        acknowledged: checks.filter(check => check.level === 'ask').map(check => check.id),
        cover: cover ? (await this.client.putCover({ params, body: cover })).cover : null,
        card: { ...scan.card, authors: [{ name: 'A. Rivera' }], licence: 'CC-BY-4.0', ...card }
      }
    });
    const { id, url, label, manifest } = work;
    await this._run({ job: 'remember', source, published: { work: id, url, label, manifest, filesDigest } });
    return work;
  }

  /** Takes away what earlier tests left on the hub. */
  async empty(): Promise<void> {
    const { published, drafts } = await this.client.listMine();
    for (const draft of drafts) {
      await this.client.discardDraft({ params: { draft: draft.id } });
    }
    for (const work of published) {
      const body = { label: null, scope: 'erase' as const, reason: 'End of a test.' };
      await this.client.withdrawWork({ params: { work: work.id }, body });
    }
  }

  private async _run<T>(job: JobRequest): Promise<T> {
    const reply = await fetch(`${this._server}/jupyter-atrium/jobs`, { method: 'POST', body: JSON.stringify(job) });
    const events = (await reply.text()).trim().split('\n');
    const last = events
      .map(line => JSON.parse(line) as Partial<JobEvent>)
      .filter(event => event.state)
      .at(-1);
    if (last?.state !== 'done') {
      throw new Error(`The job ended so: ${JSON.stringify(last)}`);
    }
    return last.result as T;
  }
}
