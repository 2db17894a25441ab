// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Draft, PublishedAs, Scan } from '@jupyter-atrium/api';
import type { IJob } from '@jupyter-atrium/connection';
import { type Client, refusalOf } from './refusal';
import type { Before } from './state';

/** What a look at the files found. */
export type Look = {
  readonly scan: Scan;
  readonly before: Before | null;
  /** As it stands on the hub now; null if it is no longer there. */
  readonly draft: Draft | null;
};

/**
 * Waits for a scan, and finds the release that an update would start from.
 *
 * @param draft - what is on the hub already
 * @throws AtriumError when the job or the service refuses
 */
export async function look(client: Client, job: IJob<Scan>, draft: Draft | null): Promise<Look> {
  const scan = await job.result;
  const [before, held] = await Promise.all([
    scan.published && findBefore(client, scan.published),
    // Somebody may have said on the hub's own page that a finding is no secret.
    draft &&
      client.getDraft({ params: { draft: draft.id } }).catch(error => (refusalOf(error)?.status === 404 ? null : draft))
  ]);
  return { scan, before, draft: held };
}

/** Finds what is on the hub of a source already; null if nothing is, or nobody can say. */
export async function findDraft(client: Client, source: string): Promise<Draft | null> {
  const mine = await client.listMine().catch(() => null);
  return mine?.drafts.find(draft => draft.source === source && draft.state !== 'published') ?? null;
}

/** A work that is gone, another service's, or no longer the person's, is not updated: a new one is offered. */
async function findBefore(client: Client, published: PublishedAs): Promise<Before | null> {
  try {
    const page = await client.getWork({ params: { work: published.work } });
    if (page.url !== published.url || page.state !== 'live' || !page.can.publish) {
      return null;
    }
    return { page, release: await client.getRelease({ params: { work: page.id, label: page.label } }) };
  } catch (error) {
    if ([403, 404, 410].includes(refusalOf(error)?.status ?? 0)) {
      return null;
    }
    throw error;
  }
}
