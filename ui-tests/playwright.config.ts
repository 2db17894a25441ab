// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import * as galata from '@jupyterlab/galata/lib/playwright-config.js';
import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { launchOptions } from './browser';

// Galata's configuration is CommonJS without types.
const base = (galata as unknown as { default: PlaywrightTestConfig }).default;
const port = process.env.ATRIUM_TEST_PORT ?? '8888';

/** Panels in a real JupyterLab, with the solo service behind it: no hub. */
export default defineConfig({
  ...base,
  testDir: 'tests',
  outputDir: '../.dev/ui-tests',
  reporter: [['list']],
  workers: 1,
  retries: 0,
  // Two cores may be busy with much else.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  webServer: {
    command: `../.dev/venv/bin/jupyter lab --config jupyter_server_config.py --port ${port}`,
    url: `http://127.0.0.1:${port}/lab`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGINT', timeout: 10_000 }
  },
  use: { ...base.use, baseURL: `http://127.0.0.1:${port}`, video: 'off', launchOptions, actionTimeout: 20_000 }
});
