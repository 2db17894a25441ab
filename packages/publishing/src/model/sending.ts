// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { CardFields, Check, Draft, PublishDraft, Sealed, Work } from '@jupyter-atrium/api';
import type { IJob, IWorkspace, SourceOptions } from '@jupyter-atrium/connection';
import type { Client } from './refusal';

/** What a person reviewed, and wants published. */
export type Order = {
  /** What is on the hub already; null if nothing is. */
  readonly draft: Draft | null;
  /** The work to update; null: a new one. */
  readonly work: string | null;
  /** The release compared with; null for a new work. */
  readonly baseManifest: string | null;
  readonly source: SourceOptions;
  readonly bytes: number;
  /** Of the files reviewed. */
  readonly filesDigest: string;
  readonly card: CardFields;
  /** Digest of the cover of the release before, if it stays; else null. */
  readonly coverBefore: string | null;
  /** The bytes of another cover; null for none. */
  readonly cover: () => Promise<Uint8Array | null>;
  readonly label: string;
  readonly note: string;
  readonly audience: PublishDraft['audience'];
  readonly readers: PublishDraft['readers'];
  readonly madeFrom: PublishDraft['madeFrom'];
  /** Ids of checks the person acknowledged, among those the hub found. */
  readonly acknowledge: (checks: readonly Check[]) => string[];
  /** Whether findings of the hub still need the person. */
  readonly needsPerson: (checks: readonly Check[]) => boolean;
  /** The same for the same act tried again: the hub then answers as it did. */
  readonly keyOf: (body: PublishDraft) => string;
};

/** What came of it. */
export type Outcome =
  | { readonly kind: 'published'; readonly work: Work }
  /** The files are not those that were reviewed; nothing was published. */
  | { readonly kind: 'changed' }
  /** The hub's own checks found more. */
  | { readonly kind: 'checks'; readonly sealed: Sealed };

/** Hears how far the sender is. */
export interface ISendingReport {
  readonly signal: AbortSignal;
  drafted(draft: Draft): void;
  job(job: IJob<Sealed>): void;
  publishing(): void;
}

type Services = { readonly client: Client; readonly workspace: IWorkspace };

/**
 * Sends what was reviewed and publishes it: exactly that, or nothing.
 *
 * @throws AtriumError when the service or the job refuses, `AbortError` when the person cancelled
 */
export async function sendAndPublish(services: Services, order: Order, report: ISendingReport): Promise<Outcome> {
  const { client } = services;
  const held = await heldDraft(client, order, report.signal);
  const earlier = held && (await publishedAs(client, held, order));
  if (earlier) {
    return { kind: 'published', work: earlier };
  }
  const { draft, ticket } = await openOrContinue(client, order, held, report.signal);
  const params = { draft: draft.id };
  report.drafted(draft);
  const cover = order.coverBefore ?? (await putCover(client, order, draft.id, report.signal));
  stopIfAborted(report.signal);
  const sealed = ticket === null ? draft.sealed : await send(services.workspace, order, ticket, report);
  if (!sealed || sealed.filesDigest !== order.filesDigest) {
    return { kind: 'changed' };
  }
  report.drafted({ ...draft, state: 'sealed', sealed });
  if (order.needsPerson(sealed.checks)) {
    return { kind: 'checks', sealed };
  }
  stopIfAborted(report.signal);
  report.publishing();
  const body = publishBody(order, sealed, cover);
  // From here on there is no way back: the answer is waited for.
  return { kind: 'published', work: await client.publishDraft({ params, body }, { key: order.keyOf(body) }) };
}

function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new DOMException('Sending was cancelled.', 'AbortError');
  }
}

async function putCover(client: Client, order: Order, draft: string, signal: AbortSignal): Promise<string | null> {
  const body = await order.cover();
  return body && (await client.putCover({ params: { draft }, body }, { signal })).cover;
}

/** The work, if the order was carried out and only the answer was lost: published twice, it would be two works. */
async function publishedAs(client: Client, { state, work }: Draft, order: Order): Promise<Work | null> {
  if (state !== 'published' || work === null) {
    return null;
  }
  const page = await client.getWork({ params: { work } });
  const { filesDigest } = await client.getRelease({ params: { work, label: page.label } });
  return filesDigest === order.filesDigest ? page : null;
}

async function openOrContinue(
  client: Client,
  order: Order,
  held: Draft | null,
  signal: AbortSignal
): Promise<{ draft: Draft; ticket: string | null }> {
  if (held?.sealed) {
    return { draft: held, ticket: null };
  }
  if (held && held.state !== 'published') {
    return client.reopenDraft({ params: { draft: held.id } }, { signal });
  }
  const { work, bytes, card, source } = order;
  return client.openDraft({ body: { work, title: card.title, source: source.source, total: bytes } }, { signal });
}

/** The draft that holds part of this order; what holds something else is thrown away. */
async function heldDraft(client: Client, order: Order, signal: AbortSignal): Promise<Draft | null> {
  if (!order.draft) {
    return null;
  }
  const params = { draft: order.draft.id };
  const draft = await client.getDraft({ params }, { signal }).catch(() => null);
  if (draft && (draft.state === 'published' || isOf(draft, order))) {
    return draft;
  }
  if (draft) {
    // Only room is lost if this fails: drafts end by themselves.
    await client.discardDraft({ params }, { signal }).catch(() => undefined);
  }
  return null;
}

function isOf(draft: Draft, order: Order): boolean {
  const isSameBase = (draft.base?.manifest ?? null) === order.baseManifest;
  const isSameFiles = draft.sealed === null || draft.sealed.filesDigest === order.filesDigest;
  return draft.work === order.work && isSameBase && isSameFiles;
}

async function send(workspace: IWorkspace, order: Order, ticket: string, report: ISendingReport): Promise<Sealed> {
  const job = workspace.send(order.source, ticket);
  const cancel = (): void => job.cancel();
  report.signal.addEventListener('abort', cancel);
  report.job(job);
  try {
    return await job.result;
  } finally {
    report.signal.removeEventListener('abort', cancel);
  }
}

function publishBody(order: Order, sealed: Sealed, cover: string | null): PublishDraft {
  const { filesDigest, label, note, audience, readers, card, madeFrom } = order;
  const acknowledged = order.acknowledge(sealed.checks);
  return { filesDigest, acknowledged, label, note, audience, readers, card, cover, madeFrom };
}
