// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Browser, Page } from '@playwright/test';
import { quantile } from '../../packages/hub-service/bench/measure.ts';
import type { Row } from '../../packages/hub-service/bench/row.ts';
import { IS_QUICK, bounded } from '../../packages/hub-service/bench/row.ts';
import type { Lab } from './lab.ts';
import { COMMON_WORD } from './many-works.ts';

const ATRIUM = /\/atrium\/api\//;
const LOADS = IS_QUICK ? 2 : 5;
const SCROLL_MS = IS_QUICK ? 4000 : 12_000;
const WHEEL_PX = 600;
const WHEEL_MS = 50;

/** What JupyterLab shows of itself to the bench. */
type App = { restored: Promise<void>; commands: { execute: (id: string) => Promise<unknown> } };
declare const window: { jupyterapp: App };

/** Requests before JupyterLab is restored, and how soon the gallery shows works. */
export async function measureFirstResults(browser: Browser, lab: Lab): Promise<Row[]> {
  const early: number[] = [];
  const times: number[] = [];
  for (let load = 0; load < LOADS; load++) {
    const { page, earlyRequests } = await openLab(browser, lab);
    early.push(earlyRequests);
    times.push(await page.evaluate(untilFirstWork));
    await page.context().close();
  }
  return [
    bounded('page', 'requests to the service before JupyterLab is restored', [Math.max(...early), ''], 0),
    bounded('page', 'first works in the gallery after its panel opens, 10,000 works', [quantile(times, 0.5), 'ms'], 300)
  ];
}

/** How smoothly very many works scroll. */
export async function measureScrolling(browser: Browser, lab: Lab): Promise<Row[]> {
  const { page } = await openLab(browser, lab);
  await page.evaluate(untilFirstWork);
  const panel = page.getByRole('region', { name: 'Atrium', exact: true });
  await panel.getByRole('textbox', { name: 'Search works' }).fill(COMMON_WORD);
  const list = panel.locator('.jp-Atrium-Card[aria-posinset="1"]');
  await list.waitFor();
  await list.hover();
  const total = Number(await list.getAttribute('aria-setsize'));
  await page.evaluate(watchFrames);
  for (const start = performance.now(); performance.now() - start < SCROLL_MS; await page.waitForTimeout(WHEEL_MS)) {
    await page.mouse.wheel(0, WHEEL_PX);
  }
  const { longestTask, longestFrame } = await page.evaluate(framesSeen);
  const reached = await panel.locator('.jp-Atrium-Card:visible').last().getAttribute('aria-posinset');
  await page.context().close();
  const what = `scrolling to work ${reached} of ${total.toLocaleString('en')}`;
  return [
    bounded('page', `${what}: longest task`, [longestTask, 'ms'], 100),
    { ...bounded('', `${what}: longest time between two frames`, [longestFrame, 'ms'], 0), bound: '', isKept: null }
  ];
}

async function openLab(browser: Browser, lab: Lab): Promise<{ page: Page; earlyRequests: number }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  let requests = 0;
  page.on('request', request => (requests += ATRIUM.test(request.url()) ? 1 : 0));
  await page.goto(`${lab.url}/lab?reset`);
  await page.waitForFunction(() => 'jupyterapp' in window);
  await page.evaluate(() => window.jupyterapp.restored);
  const earlyRequests = requests;
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
  // What JupyterLab itself still does is not the panel's.
  await page.waitForLoadState('networkidle');
  return { page, earlyRequests };
}

/** Opens the panel and waits for the first card; runs in the page, and answers ms. */
async function untilFirstWork(): Promise<number> {
  const start = performance.now();
  const { promise, resolve } = Promise.withResolvers<number>();
  const look = (): void => {
    if (document.querySelector('.jp-Atrium-Card')) {
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - start));
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  await window.jupyterapp.commands.execute('atrium:show-gallery');
  look();
  return promise;
}

type Frames = { longestTask: number; longestFrame: number };

/** Begins to watch; runs in the page. */
function watchFrames(): void {
  const seen: Frames = { longestTask: 0, longestFrame: 0 };
  Object.assign(globalThis, { framesSeen: seen });
  new PerformanceObserver(list => {
    list.getEntries().forEach(entry => (seen.longestTask = Math.max(seen.longestTask, entry.duration)));
  }).observe({ entryTypes: ['longtask'] });
  let last = performance.now();
  const next = (now: number): void => {
    seen.longestFrame = Math.max(seen.longestFrame, now - last);
    last = now;
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

function framesSeen(): Frames {
  return (globalThis as unknown as { framesSeen: Frames }).framesSeen;
}
