// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { JobEvent, JobRequest } from '@jupyter-atrium/api';
import type { Page, Request, Route } from '@playwright/test';

/** What the page asks the service for. */
export const ATRIUM = /\/atrium\/api\//;
export const HOME = /\/atrium\/api\/v1\/home/;
export const WORKS = /\/atrium\/api\/v1\/works\?/;

/** What the page asks its own server for: to move files. */
export const JOBS = /\/jupyter-atrium\/jobs/;

/** Ends what a test did to the network. */
export type Mend = () => void;

/** Answers requests in place of who is asked, until it is mended. */
export async function intercept(
  page: Page,
  address: RegExp,
  answer: (route: Route) => Promise<void>,
  isMeant: (request: Request) => boolean = () => true
): Promise<Mend> {
  let isMended = false;
  // Taking a route away would take others of the page with it.
  await page.route(address, route => (isMended || !isMeant(route.request()) ? route.fallback() : answer(route)));
  return () => {
    isMended = true;
  };
}

/** Lets no request through. */
export function cut(page: Page, address: RegExp, isMeant?: (request: Request) => boolean): Promise<Mend> {
  return intercept(page, address, route => route.abort(), isMeant);
}

/** Holds requests back until it is mended. */
export async function hold(page: Page, address: RegExp, isMeant?: (request: Request) => boolean): Promise<Mend> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const wait = async (route: Route): Promise<void> => {
    await promise;
    // Whoever asked may have left meanwhile.
    await route.fallback().catch(() => undefined);
  };
  const mend = await intercept(page, address, wait, isMeant);
  return () => {
    mend();
    resolve();
  };
}

/** Whether a request starts a job of a kind. */
export function startsJob(kind: JobRequest['job']): (request: Request) => boolean {
  return request => (request.postDataJSON() as JobRequest).job === kind;
}

/** Lets jobs of a kind tell what a test says, and end without a word. */
export function tell(page: Page, kind: JobRequest['job'], ...events: Partial<JobEvent>[]): Promise<Mend> {
  const body = events.map((event, seq) => `${JSON.stringify({ job: 'x', seq, ...event })}\n`).join('');
  return intercept(page, JOBS, route => route.fulfill({ body }), startsJob(kind));
}

/** Changes what the service answers to reading. */
export function alter<T>(page: Page, address: RegExp, change: (answer: T) => T): Promise<Mend> {
  return intercept(page, address, async route => {
    const response = await route.fetch();
    await route.fulfill({ response, json: change((await response.json()) as T) });
  });
}
