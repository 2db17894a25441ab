// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

/**
 * Measures what a person sees in JupyterLab with very many works on their hub:
 * `node --conditions=atrium-source ui-tests/bench/page.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { chromium } from '@playwright/test';
import { IS_QUICK, report } from '../../packages/hub-service/bench/row.ts';
import { launchOptions } from '../browser.ts';
import { measureFirstResults, measureScrolling } from './gallery.ts';
import { Lab } from './lab.ts';
import { fill } from './many-works.ts';

const MANY = 10_000;
const VERY_MANY = IS_QUICK ? 20_000 : 100_000;
const PORT = 18_439;

const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
const browser = await chromium.launch(launchOptions);

try {
  await withWorks(MANY, async lab => (await measureFirstResults(browser, lab)).forEach(report));
  await withWorks(VERY_MANY, async lab => (await measureScrolling(browser, lab)).forEach(report));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

async function withWorks(count: number, act: (lab: Lab, browser: Browser) => Promise<void>): Promise<void> {
  const data = join(folder, String(count));
  await fill(join(data, 'atrium', 'hub'), count);
  const lab = await Lab.start(data, PORT);
  try {
    await act(lab, browser);
  } finally {
    await lab.stop();
  }
}
