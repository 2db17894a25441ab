// Copyright (c) Atrium contributors.
// Distributed under the terms of the Modified BSD License.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bytesOf } from './course.ts';
import type { Ended } from './programs.ts';
import { isThere, runProgram } from './programs.ts';

/** What the peers of a transfer cost, all processes together. */
export type Cost = Pick<Ended, 'wallMs' | 'cpuMs'>;

/** A folder kept in git, and the bare repository that it is pushed to. */
export class GitCourse {
  private readonly _folder: string;
  private readonly _work: string;

  /** @param work - the folder of the files; git keeps its own elsewhere */
  constructor(folder: string, work: string) {
    this._folder = folder;
    this._work = work;
  }

  get bare(): string {
    return join(this._folder, 'bare');
  }

  async init(): Promise<void> {
    mkdirSync(this._folder, { recursive: true });
    await runProgram('git', ['init', '-q', '--bare', '-b', 'main', this.bare]);
    await this._git('init', '-q', '-b', 'main');
    await this._git('remote', 'add', 'origin', this.bare);
    for (const [name, value] of [
      ['user.name', 'A. Rivera'],
      ['user.email', 'a.rivera@hub-a.example'],
      // What is tidied up later is left out on both sides.
      ['gc.auto', '0'],
      ['maintenance.auto', 'false']
    ] as const) {
      await this._git('config', name, value);
      await runProgram('git', ['--git-dir', this.bare, 'config', name, value]);
    }
  }

  /** Adds, commits and pushes whatever changed. */
  async publish(): Promise<Cost> {
    const costs = [
      await this._git('add', '-A'),
      await this._git('commit', '-q', '-m', 'Next release'),
      await this._git('push', '-q', 'origin', 'main')
    ];
    return sum(costs);
  }

  /** As over a network: a clone of a local path would only link files. */
  clone(folder: string): Promise<Cost> {
    return runProgram('git', ['clone', '-q', `file://${this.bare}`, folder]);
  }

  /** Bytes of what the person's side keeps. */
  bytes(): number {
    return bytesOf(join(this._folder, 'own', 'objects'));
  }

  remove(): void {
    rmSync(this._folder, { recursive: true, force: true });
  }

  private _git(...args: string[]): Promise<Ended> {
    return runProgram('git', ['--git-dir', join(this._folder, 'own'), '--work-tree', this._work, ...args]);
  }
}

/** A backup with restic; null where restic is not installed. */
export async function backUpWithRestic(folder: string, work: string): Promise<Cost | null> {
  if (!(await isThere('restic', 'version'))) {
    return null;
  }
  const options = { env: { RESTIC_REPOSITORY: join(folder, 'restic'), RESTIC_PASSWORD: 'bench', HOME: folder } };
  mkdirSync(folder, { recursive: true });
  await runProgram('restic', ['init', '--quiet', '--repository-version', '2'], options);
  const cost = await runProgram('restic', ['backup', '--quiet', '--compression', 'auto', work], options);
  rmSync(folder, { recursive: true });
  return cost;
}

/** A copy with nbgitpuller; null where it is not installed. */
export async function pullWithNbgitpuller(bare: string, folder: string): Promise<Cost | null> {
  const isInstalled = await isThere('gitpuller', '--help');
  return isInstalled ? runProgram('gitpuller', [`file://${bare}`, 'main', folder]) : null;
}

function sum(costs: readonly Cost[]): Cost {
  return costs.reduce((a, b) => ({ wallMs: a.wallMs + b.wallMs, cpuMs: a.cpuMs + b.cpuMs }));
}
