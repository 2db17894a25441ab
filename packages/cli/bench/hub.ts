// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from './course.ts';
import type { Ended, RunOptions } from './programs.ts';
import { Served, atrium, personEnv } from './programs.ts';

/** What a command cost on both sides. */
export type Transfer = Ended & { serviceMs: number; servicePeakBytes: number };

/** What a publish says of itself. */
export type Published = { work: string; release: string; isUnchanged?: boolean };

/** Questions of the checks that a bench answers with "keep it". */
const KEPT = ['personal-path', 'error-output', 'run-order', 'size', 'schema', 'names', 'kernel-missing'];

/** A service with its own data, and people who use it. */
export class Hub {
  service: Served;
  private readonly _folder: string;
  private _people = 0;

  private constructor(folder: string, service: Served) {
    this._folder = folder;
    this.service = service;
  }

  static async start(folder: string): Promise<Hub> {
    return new Hub(folder, await Served.start(join(folder, 'data')));
  }

  /** The environment of a person who has never used this hub. */
  newPerson(socket = this.service.socket): Record<string, string> {
    this._people += 1;
    return personEnv(join(this._folder, `home-${this._people}`), socket);
  }

  async publish(course: string, env: Record<string, string>): Promise<Transfer & { published: Published }> {
    const keep = KEPT.flatMap(kind => ['--keep', kind]);
    const transfer = await this.run(['publish', course, '--json', '--title', 'Bench', ...keep], { env });
    return { ...transfer, published: JSON.parse(transfer.output) as Published };
  }

  open(work: string, folder: string, env: Record<string, string>): Promise<Transfer> {
    return this.run(['get', work, folder], { env });
  }

  /** Runs a command; `cpuMs` is that of both sides, until the command has ended. */
  async run(args: readonly string[], options: RunOptions): Promise<Transfer> {
    this.service.forgetPeak();
    const before = this.service.cpuMs();
    const ended = await atrium(args, options);
    const serviceMs = this.service.cpuMs() - before;
    return { ...ended, cpuMs: ended.cpuMs + serviceMs, serviceMs, servicePeakBytes: this.service.peakBytes() };
  }

  /** Bytes that stay: content and records, without what is derived from them. */
  async storedBytes(): Promise<number> {
    // Only a stop brings what the log of the database holds into the database.
    await this.service.stop();
    const bytes = bytesOf(join(this.service.data, 'packs')) + bytesOf(join(this.service.data, 'atrium.db'));
    this.service = await Served.start(this.service.data);
    return bytes;
  }

  async remove(): Promise<void> {
    await this.service.stop();
    rmSync(this._folder, { recursive: true, force: true });
  }
}
