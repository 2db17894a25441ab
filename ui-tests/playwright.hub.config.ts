// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { defineConfig } from '@playwright/test';
import { launchOptions } from './browser';

/** Journeys on a real JupyterHub: real logins, servers, kernels. */
export default defineConfig({
  testDir: 'hub',
  outputDir: '../.dev/ui-tests-hub',
  reporter: [['list']],
  workers: 1,
  retries: 0,
  timeout: 180_000,
  // Servers start and pages load while both cores are busy.
  expect: { timeout: 30_000 },
  globalSetup: './hub-set-up.ts',
  use: { video: 'off', launchOptions, viewport: { width: 1280, height: 800 } }
});
