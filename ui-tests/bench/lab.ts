// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const ROOT = new URL('../../', import.meta.url).pathname;
const START_MS = 90_000;
const LOOK_MS = 200;

/** A JupyterLab of one person, with an Atrium of its own that runs already. */
export class Lab {
  readonly url: string;
  private readonly _child: ChildProcess;

  private constructor(child: ChildProcess, url: string) {
    this._child = child;
    this.url = url;
  }

  /** @param data - the person's data folder of Jupyter */
  static async start(data: string, port: number): Promise<Lab> {
    const files = join(data, 'files');
    mkdirSync(files, { recursive: true });
    const options = ['--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, '--expose-app-in-browser'];
    const open = ['--IdentityProvider.token=', '--ServerApp.port_retries=0', '--ServerApp.log_level=CRITICAL'];
    const child = spawn(
      join(ROOT, '.dev/venv/bin/jupyter'),
      ['lab', ...options, ...open, `--ServerApp.root_dir=${files}`],
      {
        env: {
          ...process.env,
          JUPYTER_DATA_DIR: data,
          JUPYTER_CONFIG_DIR: join(data, 'config'),
          JUPYTER_RUNTIME_DIR: join(data, 'runtime')
        },
        stdio: 'ignore'
      }
    );
    const lab = new Lab(child, `http://127.0.0.1:${port}`);
    await lab._answers('/lab');
    // Its first call starts the service, which on a hub runs already.
    await lab._answers('/atrium/api/v1/home');
    return lab;
  }

  async stop(): Promise<void> {
    const ended = once(this._child, 'close');
    this._child.kill('SIGINT');
    this._child.kill('SIGTERM');
    await ended;
  }

  private async _answers(path: string): Promise<void> {
    for (const start = performance.now(); performance.now() - start < START_MS; await setTimeout(LOOK_MS)) {
      const reply = await fetch(this.url + path).catch(() => null);
      if (reply?.ok) {
        return;
      }
    }
    throw new Error(`JupyterLab does not answer ${path}.`);
  }
}
