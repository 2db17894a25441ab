// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import type { Command } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { faultOf } from '../fault.ts';

/** How long a stop may take before the process ends by itself: JupyterHub kills after nine seconds. */
const STOP_MS = 8000;
const PARENT_CHECK_MS = 1000;

export const serve: Command = {
  name: 'serve',
  usage: '',
  summary: 'Runs the service; JupyterHub starts it this way.',
  run: async (_args, { env, version, report }) => {
    const { ConfigError, createLogger, readEnv, runService } = await import('@jupyter-atrium/hub-service');
    const log = createLogger(report, () => Date.now());
    try {
      const config = readEnv(env, version);
      const service = await runService(config, { log });
      const reason = await stopRequest(env.ATRIUM_MANAGED === '1');
      log.info('Stopping.', { reason });
      setTimeout(() => process.exit(1), STOP_MS).unref();
      await service.stop();
      return EXIT.ok;
    } catch (error) {
      if (error instanceof ConfigError) {
        report(error.message);
        return EXIT.usage;
      }
      log.error('The service cannot go on.', { fault: faultOf(error) });
      return EXIT.error;
    }
  }
};

/**
 * Waits until somebody wants the service to stop.
 *
 * @param isManaged - the hub started it; a managed service outlives a killed hub and would keep its port
 */
function stopRequest(isManaged: boolean): Promise<string> {
  return new Promise(resolve => {
    const parent = process.ppid;
    process.once('SIGINT', () => resolve('SIGINT'));
    process.once('SIGTERM', () => resolve('SIGTERM'));
    if (isManaged) {
      setInterval(() => process.ppid !== parent && resolve('the hub is gone'), PARENT_CHECK_MS).unref();
    }
  });
}
